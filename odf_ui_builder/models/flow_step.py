from odoo import fields, models


class FlowStep(models.Model):
    _name = "itx.moduler.flow.step"
    _description = "Flow Step"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "flow_step"
    _ir_parent = "flow_id"

    flow_id = fields.Many2one(
        "itx.moduler.flow", required=True, ondelete="cascade", index=True, copy=False
    )
    module_id = fields.Many2one(related="flow_id.module_id", store=True, precompute=True)

    name = fields.Char("Technical Name", required=True, help="For example: read_airports.")
    type = fields.Selection(
        [
            ("read", "Read a file"),
            ("transform", "Run a script"),
            ("write", "Write records"),
        ],
        required=True,
    )
    format = fields.Char(help="csv, parquet or jsonl.")
    path = fields.Char("File", help="Below the folder that the server keeps its data in.")
    options = fields.Text(
        help='How to read the file, as JSON. For example: {"separator": ";", "encoding": "cp1252"}.'
    )
    columns = fields.Text(
        help="Each column that the file must have and its type, as JSON: str, int, float, bool, "
        "date or datetime."
    )
    script = fields.Char(help="Technical name of the script.")
    input = fields.Char(default="main", help="Name of the table that it takes.")
    output = fields.Char(default="main", help="Name under which it leaves its table.")
    model = fields.Char("Model Name", help="Technical name of the model whose records it writes.")
    key = fields.Char(help="The column that holds the external id of each record.")
    mapping = fields.Text(help="Which column fills which field, as JSON: field, then column.")
    parent_version_id = fields.Many2one(
        "itx.moduler.flow.step", compute="_compute_parent_version_id"
    )
