from odoo import api, fields, models


class Model(models.Model):
    _name = "itx.moduler.model"
    _description = "Model"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "model"
    _ir_referenced = True

    name = fields.Char("Technical Name", required=True, help="For example: library.book.")
    description = fields.Char(help="What one record of it is called.")
    order = fields.Char("Default Order", help="For example: name, id desc.")
    rec_name = fields.Char(
        "Display Name Field", help="The field that stands for a record. Empty: the field name."
    )
    field_ids = fields.One2many(
        "itx.moduler.model.field",
        "model_id",
        "Fields",
        copy=True,
        context={"active_test": False},
    )
    method_ids = fields.One2many(
        "itx.moduler.model.method",
        "model_id",
        "Methods",
        copy=True,
        context={"active_test": False},
    )
    constraint_ids = fields.One2many(
        "itx.moduler.constraint",
        "model_id",
        "SQL Constraints",
        copy=True,
        context={"active_test": False},
    )
    revision_ids = fields.One2many(related="module_id.revision_ids")
    field_count = fields.Integer("Field Count", compute="_compute_field_count")
    parent_version_id = fields.Many2one("itx.moduler.model", compute="_compute_parent_version_id")

    @api.depends("field_ids")
    def _compute_field_count(self):
        for model in self:
            model.field_count = len(model.field_ids)
