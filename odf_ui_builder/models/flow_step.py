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
            ("read", "Read a source"),
            ("transform", "Run a script"),
            ("write", "Write records or a file"),
        ],
        required=True,
    )
    # What a document says, known or not: validation tells the formats that there are.
    format = fields.Char(
        help="csv, xlsx, ods, parquet or jsonl for a file; odoo, odoo_postgresql, postgresql or "
        "rest through a connection."
    )
    path = fields.Char("File", help="Below the folder that the server keeps its data in.")
    connection = fields.Char(
        help="Technical name of the connection that it reads from or writes to. A step that writes "
        "to a model without a connection writes to this database."
    )
    options = fields.Text(
        help="How to read or write, as JSON. "
        'For example: {"separator": ";"}, or {"model": "res.partner", "fields": ["id", "name"]}.'
    )
    columns = fields.Text(
        help="Each column that there must be and its type, as JSON: str, int, float, bool, "
        "date or datetime."
    )
    contract = fields.Text(
        help="What becomes of columns without a type, and of values that are not of their type, as "
        'JSON. For example: {"columns": "freeze", "values": "discard_row"}.'
    )
    script = fields.Char(help="Technical name of the script.")
    row_wise = fields.Boolean(
        "Row by Row",
        help="The script makes what it returns from each row alone; it gets some rows at a time.",
    )
    on_error = fields.Selection(
        [("stop", "The run stops"), ("quarantine", "The row is quarantined")],
        string="When a Row Fails",
        required=True,
        default="stop",
    )
    input = fields.Char(default="main", help="Name of the table that it takes.")
    output = fields.Char(default="main", help="Name under which it leaves its table.")
    deleted = fields.Char(
        "Deleted Keys",
        help="Name of the table that gets the keys which were there in the last run and are not "
        "any more.",
    )
    relations = fields.Char(
        help="Columns whose changes leave no mark on a row's write date, separated by commas."
    )
    model = fields.Char("Model Name", help="Technical name of the model whose records it writes.")
    key = fields.Char(
        help="The column that tells rows apart; where records are written, that of external ids."
    )
    mapping = fields.Text(help="Which column fills which field, as JSON: field, then column.")
    compare = fields.Selection(
        [("destination", "The destination as it is"), ("state", "What was written last")],
        string="Compare With",
        required=True,
        default="destination",
    )
    parent_version_id = fields.Many2one(
        "itx.moduler.flow.step", compute="_compute_parent_version_id"
    )
