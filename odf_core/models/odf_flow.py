import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..adapters import external_ids, flow_document, flow_runner, rights
from .odf_run import STATES

NAMESPACE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class OdfFlow(models.Model):
    _name = "odf.flow"
    _description = "Data Flow"
    _inherit = ["odf.identifier.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "title, name, id"
    _rec_name = "title"

    title = fields.Char(translate=True)
    description = fields.Text(translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Only users of this company see and run the flow. Empty: all companies."
    )
    namespace = fields.Char(
        string="Namespace of External IDs",
        required=True,
        default="odf_data",
        help="A key without a dot, such as C001, stands for the external ID <namespace>.C001.",
    )
    mode = fields.Selection(
        [("full", "Everything"), ("delta", "What has changed")],
        string="Reads",
        required=True,
        default="full",
        help="Everything each time, or only what has changed since the last run.",
    )
    max_rejects = fields.Integer(
        string="Allowed Rejects",
        default=-1,
        help="The run stops when more rows than that are quarantined. -1: it goes on.",
    )
    step_ids = fields.One2many("odf.flow.step", "flow_id", string="Steps", copy=True)
    script_ids = fields.Many2many(
        "odf.transform.script", string="Scripts", compute="_compute_script_ids"
    )
    run_as_id = fields.Many2one(
        "res.users",
        string="Scheduled Runs As",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: self.env.user,
        help="A schedule runs the flow with the rights of this user: who changed it last.",
    )
    notify_user_ids = fields.Many2many(
        "res.users",
        string="Told of Failures",
        help="They get an activity when a run fails; followers get a message. If nobody stands "
        "here, whoever has started the run gets it, and all Flow Managers if that was a schedule.",
    )
    keep_days = fields.Integer(
        string="Keep Runs (Days)",
        default=90,
        help="Runs that have ended longer ago are deleted. 0: they are kept.",
    )
    run_ids = fields.One2many("odf.run", "flow_id", string="Runs")
    pipeline_ids = fields.One2many("odf.pipeline", "flow_id", string="Pipelines")
    run_count = fields.Integer(string="Number of Runs", compute="_compute_runs")
    last_run_id = fields.Many2one("odf.run", compute="_compute_runs")
    last_state = fields.Selection(STATES, string="Last Result", compute="_compute_runs")
    last_started = fields.Datetime(compute="_compute_runs")

    _name_unique = models.UniqueIndex(
        "(name, namespace, COALESCE(company_id, 0))",
        "There is a flow of this technical name and namespace in the company already.",
    )

    @api.constrains("namespace")
    def _check_namespace(self):
        for flow in self:
            if not NAMESPACE.fullmatch(flow.namespace):
                raise ValidationError(
                    self.env._(
                        "%s is no namespace. Use letters, digits and underscores, no dot.",
                        flow.namespace,
                    )
                )

    def _check_namespace_is_free(self):
        """What bears an installed module's name is for the flows that the module itself brings.

        No constraint, because those are checked with the rights of the system.
        """
        if self.env.su:
            return
        taken = external_ids.modules(self.env)
        for flow in self.filtered(lambda flow: flow.namespace in taken):
            brought_by = {name.partition(".")[0] for name in flow._get_external_ids()[flow.id]}
            if flow.namespace not in brought_by:
                raise ValidationError(
                    self.env._(
                        "%s is an installed module, and only the flows that it brings may have its "
                        "namespace. Choose another one.",
                        flow.namespace,
                    )
                )

    @api.onchange("title")
    def _onchange_title(self):
        self._propose_name(self.title)

    @api.depends("name", "title")
    def _compute_display_name(self):
        for flow in self:
            flow.display_name = flow.title or flow.name

    @api.depends("step_ids.script_id")
    def _compute_script_ids(self):
        for flow in self:
            flow.script_ids = flow.step_ids.script_id

    @api.depends("run_ids.state", "run_ids.started")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_runs(self):
        found = {
            flow: (count, last)
            for flow, count, last in self.env["odf.run"]._read_group(
                [("flow_id", "in", self.ids)], ["flow_id"], ["__count", "id:max"]
            )
        }
        for flow in self:
            flow.run_count, last = found.get(flow, (0, False))
            flow.last_run_id = flow.env["odf.run"].browse(last)
            flow.last_state = flow.last_run_id.state
            flow.last_started = flow.last_run_id.started

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any("run_as_id" in vals for vals in vals_list):
            raise AccessError(self.env._("Nobody can make a flow run as somebody else."))
        flows = super().create(vals_list)
        flows._check_namespace_is_free()
        return flows

    def write(self, vals):
        if not self.env.su and "run_as_id" in vals:
            raise AccessError(self.env._("Nobody can make a flow run as somebody else."))
        result = super().write(vals)
        if "namespace" in vals:
            self._check_namespace_is_free()
        self._claim()
        return result

    def _claim(self):
        """Let scheduled runs have the rights of the current user, who has changed the flow.

        Else who may edit flows, but not the data that they write, could do so through a schedule.
        """
        if not self.env.su:
            # sudo: the field is guarded against everybody, see write().
            self.sudo().run_as_id = self.env.user

    def to_document(self):
        """The flow as document of the engine: a dict as docs/reference/flow.md describes it."""
        self.ensure_one()
        return flow_document.to_document(self)

    @api.model
    def from_document(self, document, namespace=None):
        """Create a flow and its scripts from a document, or make the one of its name equal to it.

        `namespace` of external IDs: by default that of a new flow. Raises ValidationError with all
        that is wrong with the document.
        """
        return flow_document.from_document(self, document, namespace or "odf_data")

    def check(self):
        """All that is wrong with the flow without running it: list of {"path", "message"}."""
        self.ensure_one()
        return flow_document.check(self)

    def run(self, records=None):
        """Run the flow and record the run. Returns a notification, or None under a schedule.

        `records`: only these are read, where the flow reads records of their model here; for an
        action on selected records. They are read with the rights of the user, as all is.

        Under a schedule the run is queued, and carried out in the background, unless the flow is
        archived. Else it is carried out now, in the transaction of the caller. A flow that fails
        raises nothing, so that its run stays recorded; its data are as before.
        """
        self.ensure_one()
        self.check_access("read")
        if self.env.context.get("cron_id"):
            self.filtered("active")._enqueue_scheduled()
            return None
        run = flow_runner.run(self, records)
        kind = "warning" if run.quarantined_count else "success"
        return self._notification(kind if run.state == "done" else "danger", run._summary(), run)

    def action_run(self):
        """Run the flows in the background. Opens the runs."""
        return self._enqueue(trigger="manual")._open()

    def action_dry_run(self):
        """Find out in the background what runs would do. Opens the runs."""
        return self._enqueue(trigger="manual", dry_run=True)._open()

    def _enqueue(self, **values):
        self.check_access("read")
        runs = self.env["odf.run"]
        for flow in self:
            runs += runs._enqueue(flow, **values)
        return runs

    def _enqueue_scheduled(self):
        """Queue a run, unless one of the schedule has not even begun.

        With the same rights: anybody may call this, and must not keep the schedule from its run.
        """
        domain = [("flow_id", "=", self.id), ("state", "=", "queued"), ("trigger", "=", "schedule")]
        user = rights.user(self)
        # sudo: the runs of another company's flow count too.
        runs = self.env["odf.run"].sudo()
        if self and not runs.search_count([*domain, ("user_id", "=", user.id)], limit=1):
            self._enqueue(trigger="schedule")

    def unlink(self):
        # Not by the database alone, so that what the pipelines know and the files of the runs go.
        self.sudo().run_ids.unlink()
        self.sudo().pipeline_ids.unlink()
        self.sudo().with_context(active_test=False).cron_ids.unlink()
        return super().unlink()

    def action_open_runs(self):
        """Open the runs of this flow."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("odf_core.action_run")
        action["domain"] = [("flow_id", "=", self.id)]
        action["context"] = {}
        return action

    def action_open_pipelines(self):
        """Open what the runs of this flow remember."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("odf_core.action_pipeline")
        action["domain"] = [("flow_id", "=", self.id)]
        if len(self.pipeline_ids) == 1:
            return {**action, "res_id": self.pipeline_ids.id, "views": [(False, "form")]}
        return action

    def _notification(self, kind, message, run=None):
        params = {
            "type": kind,
            "title": self.display_name,
            "message": message,
            "sticky": kind == "danger",
        }
        if run:
            params["next"] = {
                "type": "ir.actions.act_window",
                "res_model": "odf.run",
                "res_id": run.id,
                "views": [(False, "form")],
            }
        return {"type": "ir.actions.client", "tag": "display_notification", "params": params}
