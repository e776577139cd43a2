from ..adapter import LiveAdapter
from ..references import ModelRef
from ..registry import register


@register
class ActionUrlAdapter(LiveAdapter):
    kind = "action_url"
    model = "ir.actions.act_url"

    def values(self, node, element):
        return {
            "name": node.name,
            "url": node.url,
            "target": node.target,
            "path": node.path or False,
            "binding_model_id": ModelRef(node.binding_model),
            "binding_view_types": ",".join(node.binding_view_types),
        }

    def read(self, record, node):
        return {
            "type": "url",
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "url": record.url,
            "target": record.target,
            "path": record.path or "",
            "binding_model": record.binding_model_id.model or "",
            "binding_view_types": tuple((record.binding_view_types or "").split(",")),
        }
