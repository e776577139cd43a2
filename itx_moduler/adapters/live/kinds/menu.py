from ..adapter import LiveAdapter
from ..references import AnyRef, NameOf, Ref, Refs
from ..registry import register


@register
class MenuAdapter(LiveAdapter):
    kind = "menu"
    model = "ir.ui.menu"
    later = frozenset({"parent_id"})

    def values(self, node, element):
        return {
            "name": node.name or NameOf(node.action),
            "parent_id": Ref(node.parent),
            "action": AnyRef(node.action),
            "sequence": node.sequence,
            "group_ids": Refs(node.groups),
            "web_icon": node.web_icon or False,
            "active": node.enabled,
        }

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": self._own_name(record, node),
            "parent": self.session.xml_id(record.parent_id),
            "action": self.session.xml_id(record.action),
            "sequence": record.sequence,
            "groups": self.session.xml_ids(record.group_ids),
            "web_icon": record.web_icon or "",
            "enabled": record.active,
        }

    def _own_name(self, record, node):
        """Return the name, unless it is that of the action and described as such."""
        follows = node is not None and not node.name and record.action
        return "" if follows and record.name == record.action.name else record.name
