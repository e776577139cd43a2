from .. import starts
from ..adapter import LiveAdapter
from ..references import ModelRef, Refs
from ..registry import register


@register
class ActionServerAdapter(LiveAdapter):
    kind = "action_server"
    model = "ir.actions.server"

    def values(self, node, element):
        return {
            "name": node.name,
            "state": "code",
            "binding_model_id": ModelRef(node.binding_model),
            "group_ids": Refs(node.groups),
            **starts.values(node, self.session, returns=True),
        }

    def read(self, record, node):
        return {
            "type": "server",
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "binding_model": record.binding_model_id.model or "",
            "groups": self.session.xml_ids(record.group_ids),
            **starts.read(record, self.session, returns=True),
        }
