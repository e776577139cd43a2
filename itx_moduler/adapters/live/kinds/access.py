from ..adapter import LiveAdapter
from ..references import ModelRef, Ref
from ..registry import register

_PERMISSIONS = ("perm_read", "perm_write", "perm_create", "perm_unlink")


@register
class AccessAdapter(LiveAdapter):
    kind = "access"
    model = "ir.model.access"

    def values(self, node, element):
        return {
            "name": node.name,
            "model_id": ModelRef(node.model),
            "group_id": Ref(node.group),
            **{name: getattr(node, name) for name in _PERMISSIONS},
        }

    def strays(self):
        return self.not_ours([("model_id.model", "in", self.live_models())])

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "model": record.model_id.model,
            "group": self.session.xml_id(record.group_id),
            **{name: record[name] for name in _PERMISSIONS},
        }
