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
    extends = fields.Boolean(
        "Extends a Model", help="Adds to a model that another module has already."
    )
    inherit = fields.Char(
        "Mixins", help="Technical names, with commas between. For example: mail.thread."
    )
    inherits = fields.Text(
        "Delegates to", help='Model and the field that leads there, as JSON: {"a.model": "a_id"}.'
    )
    abstract = fields.Boolean(help="Has no records of its own: other models build on it.")
    transient = fields.Boolean("Temporary", help="Its records are deleted after a while.")
    parent_name = fields.Char("Parent Field", help="Empty: parent_id.")
    parent_store = fields.Boolean("Keeps a Tree", help="Makes searching a hierarchy fast.")
    check_company_auto = fields.Boolean("Checks Companies")
    fold_name = fields.Char("Fold Field", help="Boolean of a group that is shown folded.")
    attributes = fields.Text(
        "Further Attributes",
        help='What has no place above, as JSON of attribute and Python: {"_log_access": "False"}.',
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
    field_count = fields.Integer(compute="_compute_field_count")
    parent_version_id = fields.Many2one("itx.moduler.model", compute="_compute_parent_version_id")

    @api.depends("field_ids")
    def _compute_field_count(self):
        for model in self:
            model.field_count = len(model.field_ids)
