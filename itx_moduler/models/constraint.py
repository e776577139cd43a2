from odoo import fields, models


class Constraint(models.Model):
    _name = "itx.moduler.constraint"
    _description = "SQL Constraint"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "constraint"
    _ir_parent = "model_id"

    model_id = fields.Many2one(
        "itx.moduler.model", required=True, ondelete="cascade", index=True, copy=False
    )
    module_id = fields.Many2one(related="model_id.module_id", store=True, precompute=True)

    name = fields.Char("Technical Name", required=True, help="For example: code_unique.")
    type = fields.Selection(
        [("constraint", "Constraint"), ("index", "Index"), ("unique_index", "Unique index")],
        required=True,
        default="constraint",
    )
    definition = fields.Char(
        required=True, help="SQL. For example: UNIQUE (code); for an index: (code, name)."
    )
    message = fields.Char(help="What people read when a record breaks it.")
    parent_version_id = fields.Many2one(
        "itx.moduler.constraint", compute="_compute_parent_version_id"
    )
