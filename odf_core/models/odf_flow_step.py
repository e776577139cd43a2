import json

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..adapters import connections


class OdfFlowStep(models.Model):
    _name = "odf.flow.step"
    _description = "Data Flow Step"
    _inherit = ["odf.identifier.mixin"]
    _order = "sequence, id"

    flow_id = fields.Many2one("odf.flow", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="flow_id.company_id")
    sequence = fields.Integer(default=10)
    type = fields.Selection(
        [("read", "Read"), ("transform", "Transform"), ("write", "Write")],
        required=True,
        default="read",
    )
    format = fields.Selection(
        [
            ("csv", "CSV"),
            ("xlsx", "Excel"),
            ("ods", "OpenDocument"),
            ("parquet", "Parquet"),
            ("jsonl", "JSON lines"),
            ("odoo", "Odoo"),
            ("odoo_postgresql", "Odoo, by its database"),
            ("postgresql", "PostgreSQL"),
            ("rest", "Web service"),
        ]
    )
    connection = fields.Char(
        help="Technical name of the connection to where the step reads or writes. A step that "
        "writes to a model without one writes to this database.",
    )
    # Flows are shipped by the name; people choose among what is here.
    connection_id = fields.Many2one(
        "odf.connection",
        string="Connection Here",
        compute="_compute_connection_id",
        inverse="_inverse_connection_id",
        domain="[('company_id', 'in', (False, company_id))]",
        help="The connection that has the name in this database.",
    )
    path = fields.Char(
        string="File", help="Relative to the folder of data files that the server's owner has set."
    )
    options = fields.Json(string="Options (JSON)")
    columns = fields.Json(string="Columns (JSON)")
    contract = fields.Json(string="Contract (JSON)")
    row_wise = fields.Boolean(
        string="Row by Row",
        help="The script makes what it returns from each row alone; it gets some rows at a time.",
    )
    on_error = fields.Selection(
        [("stop", "Stop"), ("quarantine", "Quarantine")],
        help="What becomes of rows that a script fails on that works row by row. Empty: stop.",
    )
    script_id = fields.Many2one(
        "odf.transform.script",
        index=True,
        ondelete="restrict",
        domain="[('company_id', 'in', (False, company_id))]",
    )
    input = fields.Char(default="main", help="The frame that the step works on.")
    output = fields.Char(default="main", help="The frame that the step makes.")
    model = fields.Char(help="Technical name of the model that is written, such as res.partner.")
    key = fields.Char(
        string="Key Column",
        help="The column that tells the rows apart; where it is written to a model: that holds the "
        "external IDs.",
    )
    deleted = fields.Char(
        string="Frame of Deleted",
        help="The frame that gets the keys that were there in the last run and are not any more.",
    )
    relations = fields.Json(string="Relations (JSON)")
    compare = fields.Selection(
        [("destination", "With the records as they are"), ("state", "With what was written last")],
        help="How the step finds out what has changed. Empty: with the records as they are.",
    )
    mapping = fields.Json(string="Mapping (JSON)")

    # The same dictionaries as text, for people: one "name: value" on each line.
    options_text = fields.Text(
        string="Options",
        compute="_compute_texts",
        inverse="_inverse_options_text",
        help="One on each line: option: value. Which there are depends on the format.",
    )
    columns_text = fields.Text(
        string="Columns",
        compute="_compute_texts",
        inverse="_inverse_columns_text",
        help="One on each line: column: type. Types: str, int, float, bool, date, datetime.",
    )
    contract_text = fields.Text(
        string="Contract",
        compute="_compute_texts",
        inverse="_inverse_contract_text",
        help="What becomes of columns that are not named (columns: evolve, freeze, discard_value, "
        "discard_row), and of values that are not of their type (values: freeze, discard_value, "
        "discard_row).",
    )
    mapping_text = fields.Text(
        string="Mapping",
        compute="_compute_texts",
        inverse="_inverse_mapping_text",
        help="One on each line: field: column.",
    )
    relations_text = fields.Char(
        string="Relations",
        compute="_compute_texts",
        inverse="_inverse_relations_text",
        help="Columns, separated by commas, whose changes leave no mark on the rows' write_date.",
    )

    _name_unique = models.Constraint(
        "UNIQUE (flow_id, name)", "The names of the steps of a flow must be unique."
    )

    @api.depends("connection", "flow_id.company_id")
    def _compute_connection_id(self):
        for step in self:
            step.connection_id = step._connection_here()

    def _inverse_connection_id(self):
        for step in self:
            if step.connection_id:
                step.connection = step.connection_id.name
            elif step._connection_here():
                # A name that means nothing here stays: the flow may be meant for elsewhere.
                step.connection = False

    def _connection_here(self):
        self.ensure_one()
        company = self.flow_id.company_id or self.env.company
        env = self.with_company(company).env
        return (
            connections.lookup(env, self.connection).with_env(self.env)
            if self.connection
            else self.env["odf.connection"]
        )

    @api.depends("options", "columns", "contract", "mapping", "relations")
    def _compute_texts(self):
        for step in self:
            for name in ("options", "columns", "contract", "mapping"):
                step[f"{name}_text"] = _to_lines(step[name] or {})
            step.relations_text = ", ".join(step.relations or ())

    def _inverse_options_text(self):
        self._inverse_text("options", _option)

    def _inverse_columns_text(self):
        self._inverse_text("columns", str)

    def _inverse_contract_text(self):
        self._inverse_text("contract", str)

    def _inverse_mapping_text(self):
        self._inverse_text("mapping", str)

    def _inverse_relations_text(self):
        for step in self:
            names = (name.strip() for name in (step.relations_text or "").split(","))
            step.relations = [name for name in names if name]

    def _at(self, path):
        """The steps that a path such as `steps.read.columns` or `scripts.clean` is about."""
        section, name = [*(path or "").split("."), ""][:2]
        names = {"steps": "name", "scripts": "script_id.name"}
        return self.filtered_domain([(names[section], "=", name)]) if section in names else self[:0]

    def _open(self):
        """The action that opens the step in a dialog."""
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _place(self):
        """What the step reads or writes, in a word: a file, a model, a table, a resource."""
        options = self.options or {}
        named = (options.get(name) for name in ("model", "table", "resource"))
        return self.path or self.model or next(filter(None, named), False)

    def _inverse_text(self, name, convert):
        for step in self:
            values = {}
            for line in (step[f"{name}_text"] or "").splitlines():
                key, colon, value = line.partition(": ")
                if not line.strip():
                    continue
                if not colon or key.strip() in values:
                    raise ValidationError(
                        self.env._(
                            "%(step)s: the line %(line)s is not “name: value”, or its name stands "
                            "twice. Correct it.",
                            step=step.name,
                            line=line,
                        )
                    )
                values[key.strip()] = convert(value.strip())
            step[name] = values

    @api.model_create_multi
    def create(self, vals_list):
        steps = super().create(vals_list)
        steps.flow_id._claim()
        return steps

    def write(self, vals):
        # A step that is moved changes two flows.
        flows = self.flow_id
        result = super().write(vals)
        (flows | self.flow_id)._claim()
        return result

    def unlink(self):
        flows = self.flow_id
        result = super().unlink()
        flows._claim()
        return result


def _to_lines(values):
    return "\n".join(
        f"{key}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for key, value in values.items()
    )


def _option(text):
    """The value of an option: JSON if it reads as such, else the text as it stands."""
    try:
        return json.loads(text)
    except ValueError:
        return text
