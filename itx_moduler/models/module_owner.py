from odoo import api, fields, models

from ..adapters import documents


class Module(models.Model):
    _inherit = "itx.moduler.module"

    is_standard_module = fields.Boolean(
        "Ships with Odoo",
        compute="_compute_is_standard_module",
        help="A module of this name ships with Odoo. It is never modified; extend it instead.",
    )

    @api.depends("name")
    def _compute_is_standard_module(self):
        for module in self:
            module.is_standard_module = documents.is_standard(module.name)

    def action_create_inheriting_module(self):
        """Return the action that asks which models of the module of this name to extend."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("itx_moduler.action_inherit")
        installed = dict(self.env["itx.moduler.inherit.wizard"]._installed_modules())
        source = self.name if self.name in installed else False
        return {**action, "context": {"default_source_module_name": source}}
