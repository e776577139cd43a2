from odoo import fields, models


class Cron(models.Model):
    _name = "itx.moduler.cron"
    _description = "Scheduled Action"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "cron"

    xml_id = fields.Char("XML ID", required=True, help="For example: cron_send_reminders.")
    name = fields.Char("Label", required=True)
    model = fields.Char("Model Name")
    code = fields.Text(help="Python that it runs. Leave it empty to start a data flow.")
    flow = fields.Char("Data Flow", help="Name of the flow that it starts instead of code.")
    interval_number = fields.Integer("Every", default=1)
    interval_type = fields.Selection(
        [
            ("minutes", "Minutes"),
            ("hours", "Hours"),
            ("days", "Days"),
            ("weeks", "Weeks"),
            ("months", "Months"),
        ],
        "Unit",
        required=True,
        default="days",
    )
    priority = fields.Integer(default=5, help="The lower number runs first.")
    user = fields.Char(
        "Runs As",
        help="XML ID of the user whose rights it has. Empty: who applies or installs the module.",
    )
    enabled = fields.Boolean(default=True, help="Whether it runs as soon as it stands.")
    parent_version_id = fields.Many2one("itx.moduler.cron", compute="_compute_parent_version_id")
