from odoo import fields, models


class Flow(models.Model):
    _name = "itx.moduler.flow"
    _description = "Data Flow"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "flow"

    name = fields.Char("Technical Name", required=True, help="For example: load_airfields.")
    title = fields.Char(help="The name that people read. Empty: the technical name.")
    description = fields.Text()
    step_ids = fields.One2many(
        "itx.moduler.flow.step",
        "flow_id",
        "Steps",
        copy=True,
        context={"active_test": False},
    )
    parent_version_id = fields.Many2one("itx.moduler.flow", compute="_compute_parent_version_id")
