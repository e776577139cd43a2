from ..adapter import LiveAdapter
from ..references import ModelRef, Refs
from ..registry import register

_PERMISSIONS = ("perm_read", "perm_write", "perm_create", "perm_unlink")


@register
class RuleAdapter(LiveAdapter):
    kind = "rule"
    model = "ir.rule"

    def values(self, node, element):
        return {
            "name": node.name,
            "model_id": ModelRef(node.model),
            "domain_force": node.domain,
            "groups": Refs(node.groups),
            **{name: getattr(node, name) for name in _PERMISSIONS},
        }

    def strays(self):
        return self.not_ours([("model_id.model", "in", self.live_models())])

    def read(self, record, node):
        return {
            "xml_id": self.session.xml_id(record),
            "name": record.name,
            "model": record.model_id.model,
            "domain": record.domain_force or "[]",
            "groups": self.session.xml_ids(record.groups),
            **{name: record[name] for name in _PERMISSIONS},
        }
