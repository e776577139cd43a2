from odoo.addons.itx_moduler.adapters.live.adapter import LiveAdapter
from odoo.addons.itx_moduler.adapters.live.registry import register

from itx_codegen.ir.flow_records import flow_id


@register
class FlowAdapter(LiveAdapter):
    """A live flow gives what it brings in external ids of the module's live namespace."""

    kind = "flow"
    model = "odf.flow"

    def xml_name(self, node):
        return flow_id(node.name)

    def values(self, node, element):
        return {
            "name": node.name,
            "title": node.title,
            "description": node.description or False,
            "namespace": self.session.namespace,
            "mode": node.mode,
            "max_rejects": node.max_rejects,
            "without_tracking": node.without_tracking,
            "without_checks": node.without_checks,
            "keep_days": node.keep_days,
        }

    def read(self, record, node):
        return {
            "name": record.name,
            "title": record.title or "",
            "description": record.description or "",
            "mode": record.mode,
            "max_rejects": record.max_rejects,
            "without_tracking": record.without_tracking,
            "without_checks": record.without_checks,
            "keep_days": record.keep_days,
        }
