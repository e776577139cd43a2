from odoo import fields, models


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
    model = fields.Char(string="Model or File", readonly=True)
    rows_in = fields.Integer(readonly=True)
    rows_out = fields.Integer(readonly=True)
    seconds = fields.Float(readonly=True, digits=(16, 3))
    reject_ids = fields.One2many("odf.run.reject", "line_id", readonly=True)
    log = fields.Text(string="Printed", readonly=True)
