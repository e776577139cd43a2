from odoo.addons.itx_moduler.adapters.live.adapter import LiveAdapter
from odoo.addons.itx_moduler.adapters.live.references import RecordOf, Ref
from odoo.addons.itx_moduler.adapters.live.registry import register


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
            "format": node.format or False,
            "path": node.path or False,
            "options": dict(node.options) or False,
            "columns": dict(node.columns) or False,
            "script_id": Ref(f"script_{node.script}" if node.script else ""),
            "input": node.input,
            "output": node.output,
            "model": node.model or False,
            "key": node.key or False,
            "mapping": dict(node.mapping) or False,
        }

    def read(self, record, node):
        return {
            "name": record.name,
            "type": record.type,
            "format": record.format or "",
            "path": record.path or "",
            "options": record.options or {},
            "columns": record.columns or {},
            "script": record.script_id.name or "",
            "input": record.input or "main",
            "output": record.output or "main",
            "model": record.model or "",
            "key": record.key or "",
            "mapping": record.mapping or {},
        }
