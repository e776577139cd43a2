from odoo import fields, models


class OdfRunReject(models.Model):
    _name = "odf.run.reject"
    _description = "Quarantined Row"
    _order = "run_id desc, line_id, row, id"

    line_id = fields.Many2one(
        "odf.run.line", required=True, readonly=True, index=True, ondelete="cascade"
    )
    run_id = fields.Many2one(related="line_id.run_id", store=True, index=True)
    step = fields.Char(related="line_id.name", string="Step")
    model = fields.Char(related="line_id.model")
    row = fields.Integer(readonly=True, help="Place of the row in its frame; the first is 1.")
    key = fields.Char(readonly=True)
    column = fields.Char(readonly=True)
    reason = fields.Text(required=True, readonly=True)
