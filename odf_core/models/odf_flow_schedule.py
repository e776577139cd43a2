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
    """The schedule of a flow: the one that a manager makes for it, else that of its module."""

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
        schedules = self._schedules()
        for flow in self:
            cron = schedules.get(flow._origin.id, self.env["ir.cron"])
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
        return self._schedules().get(self._origin.id, self.env["ir.cron"])

    def _schedules(self):
        """The schedules of these flows: dict of id of the flow → ir.cron."""
        # sudo: only administrators may see schedules; these are the flows' own. What they do is run
        # a flow with the rights of who has changed it last, which none of their code tells.
        crons = self.env["ir.cron"].sudo().with_context(active_test=False)
        # Modules call flows by their external IDs, see itx_codegen.render.flows.
        calls = {
            f"env.ref({quote}{name}{quote}).run()": flow
            for flow, names in self._get_external_ids().items()
            for name in names
            for quote in "'\""
        }
        brought = crons.search(
            [("state", "=", "code"), ("code", "in", list(calls))], order="id desc"
        )
        made = crons.search([("odf_flow_id", "in", self.ids)], order="id desc")
        return {
            **{calls[cron.code]: cron for cron in brought},
            **{cron.odf_flow_id.id: cron for cron in made},
        }

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
