from odoo import fields, models


class Flow(models.Model):
    _name = "itx.moduler.flow"
    _description = "Data Flow"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "flow"

    name = fields.Char("Technical Name", required=True, help="For example: load_airfields.")
    title = fields.Char(help="The name that people read. Empty: the technical name.")
    description = fields.Text()
    mode = fields.Selection(
        [("full", "Everything"), ("delta", "What has changed")],
        string="Reads",
        required=True,
        default="full",
        help="Each run reads everything, or only what has changed since the last one.",
    )
    max_rejects = fields.Integer(
        "Rejects at Most",
        default=-1,
        help="A run stops when more rows than that are quarantined. -1: it goes on.",
    )
    without_tracking = fields.Boolean(
        default=True,
        help="Records are written without messages of what changed, and without followers.",
    )
    without_checks = fields.Boolean(
        "Without Expensive Checks",
        help="Tax numbers are taken as they are. Rules that keep data consistent stay in force.",
    )
    keep_days = fields.Integer(
        "Keep Runs (Days)", default=90, help="Older runs are deleted. 0: they are kept."
    )
    step_ids = fields.One2many(
        "itx.moduler.flow.step",
        "flow_id",
        "Steps",
        copy=True,
        context={"active_test": False},
    )
    parent_version_id = fields.Many2one("itx.moduler.flow", compute="_compute_parent_version_id")
