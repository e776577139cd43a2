from odoo import fields, models


class Selection(models.Model):
    _name = "itx.moduler.model.field.selection"
    _description = "Choice"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "selection"
    _ir_parent = "field_id"

    field_id = fields.Many2one(
        "itx.moduler.model.field", required=True, ondelete="cascade", index=True, copy=False
    )
    module_id = fields.Many2one(related="field_id.module_id", store=True, precompute=True)

    value = fields.Char(required=True, help="What the database keeps.")
    name = fields.Char("Label", required=True, help="What people read.")
    parent_version_id = fields.Many2one(
        "itx.moduler.model.field.selection", compute="_compute_parent_version_id"
    )
