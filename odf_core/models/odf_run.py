from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..adapters import messages, rights, run_values, run_worker

STATES = [
    ("queued", "Queued"),
    ("running", "Running"),
    ("waiting", "Waiting"),
    ("done", "Done"),
    ("failed", "Failed"),
    ("cancelled", "Cancelled"),
]
OPEN = ("queued", "running", "waiting")
#: Minutes that a run rests after each time that it was set back without getting any further. When
#: they are used up, it fails.
PAUSES = (1, 2, 4, 8, 16, 32)


class OdfRun(models.Model):
    _name = "odf.run"
    _description = "Data Flow Run"
    _inherit = ["odf.counts.mixin", "bus.listener.mixin"]
    _order = "id desc"

    flow_id = fields.Many2one(
        "odf.flow", required=True, readonly=True, index=True, ondelete="cascade"
    )
    pipeline_id = fields.Many2one(
        "odf.pipeline", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
        help="In which it works: that of the flow, or of who runs a flow of all companies.",
    )
    state = fields.Selection(
        STATES, required=True, default="running", readonly=True, index="btree_not_null"
    )
    trigger = fields.Selection(
        [("manual", "By a User"), ("schedule", "By a Schedule")], required=True, readonly=True
    )
    user_id = fields.Many2one("res.users", string="Rights Of", required=True, readonly=True)
    context = fields.Json(readonly=True)
    document = fields.Json(
        readonly=True, prefetch=False, help="The flow as it was when the run was asked for."
    )
    dry_run = fields.Boolean(
        readonly=True, help="Nothing is written; the counts say what would be."
    )
    retry_line_id = fields.Many2one(
        "odf.run.line",
        string="Retry of",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The step whose quarantined rows this run sends again.",
    )
    started = fields.Datetime(readonly=True)
    ended = fields.Datetime(readonly=True)
    duration = fields.Float(string="Duration (s)", readonly=True)
    line_ids = fields.One2many("odf.run.line", "run_id", string="Steps", readonly=True)
    reject_ids = fields.One2many("odf.run.reject", "run_id", string="Quarantine", readonly=True)
    rejected_rows = fields.Integer(
        compute="_compute_rejected_rows", help="Rows that any of the steps has quarantined."
    )
    reject_line_ids = fields.One2many(
        "odf.run.line",
        string="Steps With Quarantined Rows",
        compute="_compute_rejected_rows",
    )
    can_retry = fields.Boolean(compute="_compute_rejected_rows")
    error_path = fields.Char(string="Where It Failed", readonly=True)
    error = fields.Text(string="Why It Failed", readonly=True, translate=True)
    failed_step_id = fields.Many2one("odf.flow.step", compute="_compute_failed_step_id")
    log = fields.Text(readonly=True)
    unsandboxed = fields.Boolean(
        string="Without Sandbox",
        readonly=True,
        help="The owner of the server let scripts run with the full rights of the server.",
    )

    # How far it is.
    progress_step = fields.Char(string="Step", readonly=True)
    progress_index = fields.Integer(readonly=True)
    progress_total = fields.Integer(readonly=True)
    progress_rows = fields.Integer(string="Rows of the Step", readonly=True)
    progress_of = fields.Integer(readonly=True)
    heartbeat = fields.Datetime(string="Last Sign of Life", readonly=True)
    cancel_requested = fields.Boolean(readonly=True)
    not_before = fields.Datetime(string="Next Try At", readonly=True)
    setbacks = fields.Integer(readonly=True)
    furthest_index = fields.Integer(readonly=True)
    furthest_rows = fields.Integer(readonly=True)
    package = fields.Char(readonly=True, help="The engine's name of the run.")

    @api.depends("flow_id", "started")
    def _compute_display_name(self):
        for run in self:
            started = fields.Datetime.context_timestamp(run, run.started) if run.started else None
            run.display_name = (
                f"{run.flow_id.display_name} {started:%Y-%m-%d %H:%M}"
                if started
                else run.flow_id.display_name
            )

    @api.depends("line_ids.rejected_rows", "line_ids.can_retry", "state")
    def _compute_rejected_rows(self):
        for run in self:
            run.reject_line_ids = run.line_ids.filtered("rejected_rows")
            run.rejected_rows = sum(run.reject_line_ids.mapped("rejected_rows"))
            run.can_retry = run.state not in OPEN and any(run.line_ids.mapped("can_retry"))

    @api.depends("state", "error_path", "flow_id.step_ids.name")
    def _compute_failed_step_id(self):
        for run in self:
            path = run.error_path if run.state == "failed" else None
            run.failed_step_id = run.flow_id.step_ids._at(path)[:1]

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_running(self):
        if any(run.state == "running" for run in self):
            raise UserError(self.env._("A run that goes on can't be deleted. Cancel it first."))

    def unlink(self):
        # Before the lines go, on which it depends.
        self._check_not_needed()
        # Not by the database alone, so that the files of the lines go too.
        self.sudo().line_ids.unlink()
        return super().unlink()

    def _check_not_needed(self):
        retries = self._retries() - self
        if retries:
            raise UserError(
                self.env._(
                    "The quarantined rows of %s are still to be sent again. Wait until that has "
                    "ended, or cancel it.",
                    retries.retry_line_id.run_id[0].display_name,
                )
            )

    def _retries(self):
        """Runs to come that need the quarantined rows of these runs."""
        # sudo: whoever has asked for them.
        return self.sudo().search([("retry_line_id.run_id", "in", self.ids), ("state", "in", OPEN)])

    def action_cancel(self):
        """Let runs end as soon as possible. What they have written stays."""
        for run in self:
            if run.user_id != self.env.user and not self.env.user.has_group(
                "odf_core.group_flow_manager"
            ):
                raise AccessError(
                    self.env._("Only %s and Flow Managers may cancel this run.", run.user_id.name)
                )
            run.check_access("read")
            # sudo: nobody may write runs; who may cancel this one was asked just now.
            run = run.sudo()
            if run.state == "running":
                run.cancel_requested = True
            elif run.state in OPEN:
                run._end({"state": "cancelled"})

    def action_retry_rejects(self):
        """Send the rows that were quarantined by steps that write to models once more."""
        lines = self.line_ids.filtered("can_retry")
        if not lines:
            raise UserError(
                self.env._(
                    "Only rows that a model refused can be sent again. Correct the others in their "
                    "source, and run the flow."
                )
            )
        return lines.action_retry_rejects()

    def action_open_step(self):
        """Open the step that the run has failed at."""
        return self.failed_step_id._open()

    def _work(self, time_left=lambda: float("inf")):
        """Bring the run forward until it ends, or there is no `time_left()` (seconds) any more.
        Returns whether it could be worked on.
        """
        self.ensure_one()
        return run_worker.work(self, time_left)

    def _open(self):
        """The action that shows the runs."""
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Runs"),
            "res_model": "odf.run",
        }
        if len(self) == 1:
            return {**action, "res_id": self.id, "views": [(False, "form")]}
        views = [(False, "list"), (False, "form")]
        return {**action, "domain": [("id", "in", self.ids)], "views": views}

    def _begin(self):
        now = fields.Datetime.now()
        self._log(self.env._("Goes on.") if self.started else self.env._("Begins."))
        self.write(
            {
                "state": "running",
                "started": self.started or now,
                "heartbeat": now,
                "error": False,
                "error_path": False,
            }
        )
        self._send_progress()

    def _note_progress(self, values):
        """Note how far the run is. Further than ever, what has set it back before is over."""
        where = (values["progress_index"], values["progress_rows"])
        if where > (self.furthest_index, self.furthest_rows):
            values |= {"furthest_index": where[0], "furthest_rows": where[1], "setbacks": 0}
        self.write({"heartbeat": fields.Datetime.now(), **values})
        self._send_progress()

    def _put_line(self, values):
        """Note what became of a step, in place of what was noted before."""
        line = self.line_ids.filtered(lambda line: line.name == values["name"])
        steps = self.flow_id.step_ids
        step = steps.filtered(lambda step: step.name == values["name"])
        place = steps.ids.index(step.id) if step else 0
        values = {"model": step._place(), **values, "sequence": place}
        if line:
            line.write(values)
        else:
            self.line_ids = [Command.create(values)]

    def _wait(self, message):
        """Be interrupted, and go on soon."""
        self._log(message)
        # A sign of life also where nothing was noted: who was served last waits longest.
        self.write({"state": "waiting", "heartbeat": fields.Datetime.now(), "not_before": False})
        self._send_progress()

    def _set_back(self, message, path=False, pauses=PAUSES):
        """Be interrupted by something that went wrong, and go on after a while; a run that gets no
        further fails. `pauses`: minutes, each time more.
        """
        for run in self:
            run.setbacks += 1
            if run.setbacks > len(pauses):
                run._end(
                    {
                        "state": "failed",
                        "error_path": path,
                        "error": run_values.stopped(run.setbacks, message),
                    }
                )
                continue
            minutes = pauses[run.setbacks - 1]
            rest = run.env._("Next try in %s minutes.", minutes) if minutes else ""
            run._wait(f"{messages.translated(run.env, message)} {rest}".strip())
            not_before = fields.Datetime.add(fields.Datetime.now(), minutes=minutes)
            run.write({"not_before": not_before, "error_path": path})
            run._tell_error(message)
            if minutes:
                run._wake_workers(not_before)

    def _end(self, values):
        """End with these values; `state` is one of them."""
        ended = fields.Datetime.now()
        started = self.started or ended
        if values["state"] == "cancelled":
            self._log(self.env._("Cancelled."))
        self.write(
            {
                "ended": ended,
                "started": started,
                "duration": (ended - started).total_seconds(),
                "not_before": False,
                "error_path": False,
                **values,
                "error": False,
            }
        )
        if self.state == "failed":
            self._tell_error(values["error"])
            self._log(self._summary())
            self.flow_id._tell_failure(self)
        self._send_progress()

    def _tell_error(self, message):
        """Keep why the run fails in all languages of the database: whoever looks reads their own.

        `message`: often one of the engine's; another is in the language that it was made in.
        """
        for language, _name in self.env["res.lang"].get_installed():
            run = self.with_context(lang=language)
            run.error = messages.translated(run.env, message)

    def _in_its_language(self):
        """The run in the language of its user, for what is kept in one language only."""
        self.ensure_one()
        return self.with_context(lang=rights.language(self.user_id, self.context or {}))

    def _log(self, message):
        message = messages.translated(self.env, message)
        now = fields.Datetime.to_string(fields.Datetime.now())
        self.log = f"{self.log or ''}{now} {message}\n"

    def _send_progress(self):
        """Tell who looks at the run how far it is."""
        for run in self:
            run._bus_send(
                "odf.run/progress",
                {
                    "id": run.id,
                    "state": run.state,
                    "step": run.progress_step,
                    "index": run.progress_index,
                    "total": run.progress_total,
                    "rows": run.progress_rows,
                    "of": run.progress_of,
                },
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
