"""Paper formats: records of `report.paperformat`."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.kinds.paper_format import PaperFormat
from .. import records, xml_source
from ..dispatch import renders
from ..parts import Part, Stage
from ..site import Site

_NUMBERS = (
    "page_height",
    "page_width",
    "margin_top",
    "margin_bottom",
    "margin_left",
    "margin_right",
    "header_spacing",
    "dpi",
)
_FLAGS = ("header_line", "disable_shrinking", "css_margins")


@renders(PaperFormat)
def paper_format(node: PaperFormat, site: Site) -> Iterator[Part]:
    """One record in the file of the reports; numbers are written out, whatever Odoo's defaults."""
    sized = node.format == "custom"
    element = xml_source.record(
        "report.paperformat",
        node.xml_id,
        [
            xml_source.text("name", node.name),
            xml_source.text("format", node.format),
            xml_source.text("orientation", node.orientation),
            *(
                xml_source.text(name, str(getattr(node, name)))
                for name in _NUMBERS
                if sized or not name.startswith("page_")
            ),
            *(xml_source.evaluated(name, True) for name in _FLAGS if getattr(node, name)),
        ],
    )
    path = f"report/{site.scope.module}_reports.xml"
    yield records.placed(site, path, Stage.REPORTS, element)
