from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..adapters import pipelines
from .odf_run import OPEN


class OdfPipeline(models.Model):
    _name = "odf.pipeline"
    _description = "Pipeline"
    _order = "flow_id, id"

    flow_id = fields.Many2one(
        "odf.flow", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
        help="In which it works: that of the flow, or of who runs a flow of all companies.",
    )
    fingerprint = fields.Char(
        required=True, readonly=True, help="What the flow reads and where it writes, as a number."
    )
    run_ids = fields.One2many("odf.run", "pipeline_id", string="Runs")
    last_run_id = fields.Many2one("odf.run", compute="_compute_last_run_id")
    summary = fields.Text(
        string="What It Knows",
        compute="_compute_summary",
        help="Up to when each step has seen the source, and how many rows it knows.",
    )

    _fingerprint_unique = models.Constraint(
        "UNIQUE (flow_id, fingerprint, company_id)", "The pipeline is there already."
    )

    def init(self):
        pipelines.create_tables(self.env.cr)

    @api.depends("flow_id", "fingerprint")
    def _compute_display_name(self):
        for pipeline in self:
            digest = pipeline.fingerprint.rpartition(":")[2]
            pipeline.display_name = f"{pipeline.flow_id.display_name} ({digest})"

    @api.depends("run_ids")
    def _compute_last_run_id(self):
        for pipeline in self:
            pipeline.last_run_id = pipeline.run_ids[:1]

    @api.depends("run_ids.state")
    def _compute_summary(self):
        for pipeline in self:
            steps = pipelines.state(pipeline, self.env.cr, commits=False).summary()["steps"]
            pipeline.summary = "\n".join(
                pipeline._told(step, known["watermark"], known["rows"])
                for step, known in steps.items()
            )

    def _told(self, step, watermark, rows):
        if not watermark:
            return self.env._("%(step)s: rows known: %(rows)s", step=step, rows=rows)
        return self.env._(
            "%(step)s: seen up to %(watermark)s, rows known: %(rows)s",
            step=step,
            watermark=watermark,
            rows=rows,
        )

    def action_reset(self):
        """Forget what the pipelines have seen: their next run is like the first one."""
        if not self.env.user.has_group("odf_core.group_flow_manager"):
            raise AccessError(self.env._("Only Flow Managers may reset a pipeline."))
        for pipeline in self:
            pipeline.check_access("read")
            if pipeline.run_ids.filtered(lambda run: run.state in OPEN):
                raise UserError(
                    self.env._("%s has runs that go on. Cancel them first.", pipeline.display_name)
                )
            pipelines.forget(pipeline)
        self.invalidate_recordset(["summary"])

    def action_open_runs(self):
        """Open the runs of this pipeline."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("odf_core.action_run")
        action["domain"] = [("pipeline_id", "=", self.id)]
        return action

    def unlink(self):
        for pipeline in self:
            pipelines.forget(pipeline)
        return super().unlink()

    def _lock_name(self):
        """The lock that whoever works on the pipeline holds."""
        return f"{self.flow_id.id} {self.fingerprint} {self.company_id.id}"

    def _unfinished_runs(self):
        return self.run_ids.filtered(lambda run: run.state in ("running", "waiting"))
