from ..adapter import LiveAdapter
from ..references import Ref
from ..registry import register


@register
class PrivilegeAdapter(LiveAdapter):
    kind = "privilege"
    model = "res.groups.privilege"

    def values(self, node, element):
        return {
            "name": node.name,
            "description": node.description or False,
            "category_id": Ref(node.category),
            "sequence": node.sequence,
            "placeholder": node.placeholder or False,
        }

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "description": record.description or "",
            "category": self.session.xml_id(record.category_id),
            "sequence": record.sequence,
            "placeholder": record.placeholder or "",
        }
