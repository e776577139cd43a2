from odoo import fields, models


class Dependency(models.Model):
    _name = "itx.moduler.module.dependency"
    _description = "Module Dependency"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "dependency"

    name = fields.Char("Technical Name", required=True, help="For example: base, contacts, sale.")
    parent_version_id = fields.Many2one(
        "itx.moduler.module.dependency", compute="_compute_parent_version_id"
    )
