from odoo import api, fields, models

_UNITS = [
    ("minutes", "Minutes"),
    ("hours", "Hours"),
    ("days", "Days"),
    ("weeks", "Weeks"),
    ("months", "Months"),
]
#: Field of the flow → field of its schedule.
_FIELDS = {
    "schedule_active": "active",
    "schedule_number": "interval_number",
    "schedule_unit": "interval_type",
    "schedule_next": "nextcall",
}


class OdfFlow(models.Model):
    """The schedule that a manager makes for a flow; modules bring their own besides."""

    _inherit = "odf.flow"

    cron_ids = fields.One2many(
        "ir.cron",
        "odf_flow_id",
        context={"active_test": False},
        groups="base.group_system",
        copy=False,
    )
    has_schedule = fields.Boolean(compute="_compute_schedule")
    schedule_active = fields.Boolean(
        string="Scheduled", compute="_compute_schedule", inverse="_inverse_schedule_active"
    )
    schedule_number = fields.Integer(
        string="Runs Every", compute="_compute_schedule", inverse="_inverse_schedule_number"
    )
    schedule_unit = fields.Selection(
        _UNITS, string="Unit", compute="_compute_schedule", inverse="_inverse_schedule_unit"
    )
    schedule_next = fields.Datetime(
        string="Next Run", compute="_compute_schedule", inverse="_inverse_schedule_next"
    )

    # Nothing tells these fields when the scheduler itself moves the next run.
    @api.depends("name")
    def _compute_schedule(self):
        for flow in self:
            cron = flow._schedule()
            flow.has_schedule = bool(cron)
            for name, own in _FIELDS.items():
                flow[name] = cron[own]

    def _inverse_schedule_active(self):
        self._put_in_schedule("schedule_active")

    def _inverse_schedule_number(self):
        self._put_in_schedule("schedule_number")

    def _inverse_schedule_unit(self):
        self._put_in_schedule("schedule_unit")

    def _inverse_schedule_next(self):
        self._put_in_schedule("schedule_next")

    def _put_in_schedule(self, name):
        for flow in self:
            flow._schedule()[_FIELDS[name]] = flow[name]

    def _schedule(self):
        # sudo: only administrators may see schedules; this one is the flow's own. Its code is ours,
        # and runs the flow with the rights of who has changed the flow last.
        return self.sudo().cron_ids[:1]

    def action_schedule(self):
        """Let the flow run each day from now on; how often can be changed then."""
        self.check_access("write")
        unscheduled = self.filtered(lambda flow: not flow._schedule())
        unscheduled._claim()
        for flow in unscheduled:
            # sudo: as above.
            flow.env["ir.cron"].sudo().create(
                {
                    "name": flow.env._("Run the flow %s", flow.display_name),
                    "model_id": flow.env["ir.model"]._get_id("odf.flow"),
                    "state": "code",
                    "code": f"model.browse({flow.id}).run()",
                    "interval_number": 1,
                    "interval_type": "days",
                    "user_id": flow.env.ref("base.user_root").id,
                    "odf_flow_id": flow.id,
                }
            )
        self.invalidate_recordset(["has_schedule", *_FIELDS])


class IrCron(models.Model):
    _inherit = "ir.cron"

    odf_flow_id = fields.Many2one(
        "odf.flow", string="Data Flow", readonly=True, index="btree_not_null", ondelete="cascade"
    )
