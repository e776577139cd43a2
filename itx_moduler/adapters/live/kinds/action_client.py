from ..adapter import LiveAdapter
from ..references import ModelRef
from ..registry import register


@register
class ActionClientAdapter(LiveAdapter):
    kind = "action_client"
    model = "ir.actions.client"

    def values(self, node, element):
        return {
            "name": node.name,
            "tag": node.tag,
            "target": node.target,
            "res_model": node.model or False,
            "context": node.context or "{}",
            "path": node.path or False,
            "binding_model_id": ModelRef(node.binding_model),
            "binding_view_types": ",".join(node.binding_view_types),
        }

    def read(self, record, node):
        return {
            "type": "client",
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "tag": record.tag,
            "target": record.target,
            "model": record.res_model or "",
            "context": record.context or "",
            "path": record.path or "",
            "binding_model": record.binding_model_id.model or "",
            "binding_view_types": tuple((record.binding_view_types or "").split(",")),
        }
