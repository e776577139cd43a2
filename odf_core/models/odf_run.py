from odoo import api, fields, models

STATES = [("running", "Running"), ("done", "Done"), ("failed", "Failed")]


class OdfRun(models.Model):
    _name = "odf.run"
    _description = "Data Flow Run"
    _inherit = ["odf.counts.mixin"]
    _order = "id desc"

    flow_id = fields.Many2one(
        "odf.flow", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", related="flow_id.company_id", store=True, index="btree_not_null"
    )
    state = fields.Selection(
        STATES,
        required=True,
        default="running",
        readonly=True,
    )
    trigger = fields.Selection(
        [("manual", "By a User"), ("schedule", "By a Schedule")], required=True, readonly=True
    )
    user_id = fields.Many2one("res.users", string="Rights Of", required=True, readonly=True)
    started = fields.Datetime(readonly=True)
    ended = fields.Datetime(readonly=True)
    duration = fields.Float(string="Duration (s)", readonly=True)
    line_ids = fields.One2many("odf.run.line", "run_id", string="Steps", readonly=True)
    reject_ids = fields.One2many("odf.run.reject", "run_id", string="Quarantine", readonly=True)
    error_path = fields.Char(string="Where It Failed", readonly=True)
    error = fields.Text(string="Why It Failed", readonly=True)
    unsandboxed = fields.Boolean(
        string="Without Sandbox",
        readonly=True,
        help="The owner of the server let scripts run with the full rights of the server.",
    )

    @api.depends("flow_id", "started")
    def _compute_display_name(self):
        for run in self:
            started = fields.Datetime.context_timestamp(run, run.started) if run.started else None
            run.display_name = (
                f"{run.flow_id.display_name} {started:%Y-%m-%d %H:%M}"
                if started
                else run.flow_id.display_name
            )

    def _summary(self):
        """What came of the run, in one sentence."""
        self.ensure_one()
        if self.state == "failed":
            return f"{self.error_path}: {self.error}" if self.error_path else self.error
        return self.env._(
            "%(read)s rows read: %(created)s created, %(updated)s updated, "
            "%(unchanged)s unchanged, %(quarantined)s quarantined, %(excluded)s excluded.",
            read=self.read_count,
            created=self.created_count,
            updated=self.updated_count,
            unchanged=self.unchanged_count,
            quarantined=self.quarantined_count,
            excluded=self.excluded_count,
        )
