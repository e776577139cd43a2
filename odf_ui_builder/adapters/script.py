from odoo.addons.itx_moduler.adapters.live.adapter import LiveAdapter
from odoo.addons.itx_moduler.adapters.live.registry import register

from itx_codegen.ir.flow_records import script_id


@register
class ScriptAdapter(LiveAdapter):
    kind = "script"
    model = "odf.transform.script"

    def xml_name(self, node):
        return script_id(node.name)

    def values(self, node, element):
        return {"name": node.name, "description": node.title, "code": node.code}

    def read(self, record, node):
        return {"name": record.name, "title": record.description or "", "code": record.code}
