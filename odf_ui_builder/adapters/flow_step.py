from odoo.addons.itx_moduler.adapters.live.adapter import LiveAdapter
from odoo.addons.itx_moduler.adapters.live.references import RecordOf, Ref
from odoo.addons.itx_moduler.adapters.live.registry import register

from itx_codegen.ir.flow_records import script_id

#: Attributes that are fields of the same name: texts, mappings, choices with their defaults.
_TEXTS = ("format", "path", "connection", "deleted", "model", "key")
_MAPPINGS = ("options", "columns", "contract", "mapping")
_CHOICES = {"on_error": "stop", "compare": "destination", "input": "main", "output": "main"}


@register
class FlowStepAdapter(LiveAdapter):
    kind = "flow_step"
    model = "odf.flow.step"
    inside = ("flow", "flow_id")
    sequence = "sequence"

    def values(self, node, element):
        return {
            "flow_id": RecordOf(element.parent),
            "name": node.name,
            "type": node.type,
            "script_id": Ref(script_id(node.script) if node.script else ""),
            "row_wise": node.row_wise,
            "relations": list(node.relations) or False,
            **{name: getattr(node, name) or False for name in _TEXTS},
            **{name: dict(getattr(node, name)) or False for name in _MAPPINGS},
            **{name: getattr(node, name) for name in _CHOICES},
        }

    def read(self, record, node):
        return {
            "name": record.name,
            "type": record.type,
            "script": record.script_id.name or "",
            "row_wise": record.row_wise,
            "relations": tuple(record.relations or ()),
            **{name: record[name] or "" for name in _TEXTS},
            **{name: record[name] or {} for name in _MAPPINGS},
            **{name: record[name] or unsaid for name, unsaid in _CHOICES.items()},
        }
