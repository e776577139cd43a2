from odoo import fields, models


class Wizard(models.Model):
    _name = "itx.moduler.wizard"
    _description = "Wizard"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "wizard"

    xml_id = fields.Char("XML ID", required=True, help="For example: lend_books.")
    name = fields.Char("Title", required=True)
    model = fields.Char(
        "Model Name",
        required=True,
        help="A model of this module that holds what the wizard asks for; it keeps nothing.",
    )
    started_on = fields.Char(help="The model in whose Action menu it appears. Empty: none.")
    records_field = fields.Char(
        "Chosen Records",
        default="record_ids",
        help="The field of the dialog that holds the records that it was started on.",
    )
    groups = fields.Char(help="XML IDs of groups, with commas between. Empty: all employees.")
    apply_label = fields.Char("Last Button", default="Apply")
    code = fields.Text(help="What happens at the end: Python, the dialog is in self.")
    step_ids = fields.One2many(
        "itx.moduler.wizard.step",
        "wizard_id",
        "Steps",
        copy=True,
        context={"active_test": False},
    )
    parent_version_id = fields.Many2one("itx.moduler.wizard", compute="_compute_parent_version_id")


class Module(models.Model):
    _inherit = "itx.moduler.module"

    wizard_ids = fields.One2many(
        "itx.moduler.wizard", "module_id", "Wizards", context={"active_test": False}
    )
