from ..adapter import LiveAdapter
from ..references import Refs
from ..registry import register


@register
class GroupAdapter(LiveAdapter):
    kind = "group"
    model = "res.groups"
    later = frozenset({"implied_ids"})

    def values(self, node, element):
        return {
            "name": node.name,
            "comment": node.comment or False,
            "implied_ids": Refs(node.implied),
        }

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "comment": record.comment or "",
            "implied": self.session.xml_ids(record.implied_ids),
        }
