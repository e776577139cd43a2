from odoo import api, fields, models
from odoo.exceptions import UserError


class OdfRunLine(models.Model):
    _name = "odf.run.line"
    _description = "Step of a Data Flow Run"
    _inherit = ["odf.counts.mixin"]
    _order = "run_id desc, sequence, id"

    run_id = fields.Many2one(
        "odf.run", required=True, readonly=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(readonly=True)
    name = fields.Char(required=True, readonly=True)
    type = fields.Selection(
        [("read", "Read"), ("transform", "Transform"), ("write", "Write")],
        required=True,
        readonly=True,
    )
    model = fields.Char(
        string="Model or File", readonly=True, help="What the step has read or written."
    )
    rows_in = fields.Integer(readonly=True)
    rows_out = fields.Integer(readonly=True)
    rejected_rows = fields.Integer(
        string="Rejected", readonly=True, help="Rows that the step has quarantined."
    )
    excluded_rows = fields.Integer(
        string="Left at the Source",
        readonly=True,
        help="Rows of the source that the last run has seen as they are, or that are marked to "
        "stay behind.",
    )
    seconds = fields.Float(readonly=True, digits=(16, 3))
    reject_ids = fields.One2many("odf.run.reject", "line_id", readonly=True)
    rejects_file = fields.Binary(
        string="Rejects", readonly=True, help="All quarantined rows with their reasons, as CSV."
    )
    rejects_filename = fields.Char(compute="_compute_rejects_filename")
    rejects_rows = fields.Binary(readonly=True, help="The rows as they came to the step.")
    can_retry = fields.Boolean(compute="_compute_can_retry")
    log = fields.Text(string="Printed", readonly=True)

    @api.depends("name")
    def _compute_rejects_filename(self):
        for line in self:
            line.rejects_filename = f"{line.name}.rejects.csv"

    @api.depends("rejects_rows")
    def _compute_can_retry(self):
        for line in self.with_context(bin_size=True):
            line.can_retry = bool(line.rejects_rows)

    def action_retry_rejects(self):
        """Send the quarantined rows once more, each step's in a run of its own. Opens the runs."""
        runs = self.env["odf.run"]
        for line in self:
            flow = line.run_id.flow_id
            if not line.can_retry or line.name not in flow.step_ids.mapped("name"):
                raise UserError(
                    self.env._(
                        "The flow has no step %s any more, or nothing of it was kept. Run the flow "
                        "instead.",
                        line.name,
                    )
                )
            runs += flow._enqueue(trigger="manual", retry_line_id=line.id)
        return runs._open()
