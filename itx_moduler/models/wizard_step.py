from odoo import fields, models


class WizardStep(models.Model):
    _name = "itx.moduler.wizard.step"
    _description = "Wizard Step"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "wizard_step"
    _ir_parent = "wizard_id"

    wizard_id = fields.Many2one(
        "itx.moduler.wizard", required=True, ondelete="cascade", index=True, copy=False
    )
    module_id = fields.Many2one(related="wizard_id.module_id", store=True, precompute=True)

    name = fields.Char("Technical Name", required=True, help="For example: reader.")
    title = fields.Char(help="Empty: made from the name.")
    help = fields.Char("Explanation", help="What people read above the fields.")
    field_names = fields.Char("Fields", help="Names of fields with commas between.")
    parent_version_id = fields.Many2one(
        "itx.moduler.wizard.step", compute="_compute_parent_version_id"
    )
