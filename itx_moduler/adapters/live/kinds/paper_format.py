from ..adapter import LiveAdapter
from ..registry import register

_SAME = (
    "name", "format", "orientation", "page_height", "page_width", "header_line", "header_spacing",
    "disable_shrinking", "css_margins", "dpi",
)  # fmt: skip
_MARGINS = ("margin_top", "margin_bottom", "margin_left", "margin_right")


@register
class PaperFormatAdapter(LiveAdapter):
    kind = "paper_format"
    model = "report.paperformat"

    def values(self, node, element):
        return {name: getattr(node, name) for name in (*_SAME, *_MARGINS)}

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            **{name: record[name] for name in _SAME},
            **{name: round(record[name]) for name in _MARGINS},
        }
