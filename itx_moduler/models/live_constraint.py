from collections import defaultdict
from typing import NamedTuple

from odoo import api, fields, models, tools
from odoo.tools import SQL, sql


class Declaration(NamedTuple):
    """A constraint or index as the class of a model declares it."""

    name: str
    type: str
    definition: str
    message: str | None

    def table_object(self):
        """Return the attribute of the model's class."""
        if self.type == "index":
            return models.Index(self.definition)
        if self.type == "unique_index":
            return models.UniqueIndex(self.definition)
        return models.Constraint(self.definition, self.message or "")


class LiveConstraint(models.Model):
    """An SQL constraint on a manual model, for which Odoo itself has no place.

    The constraint is in the table; this record keeps its message. Only applying writes here.
    """

    _name = "itx.moduler.live.constraint"
    _description = "Live SQL Constraint"
    _inherit = ["itx.moduler.guarded"]
    _order = "model_id, name"

    # What stands here becomes SQL when the registry is set up.
    _guard_records = True

    model_id = fields.Many2one("ir.model", required=True, index=True, ondelete="cascade")
    name = fields.Char(required=True)
    type = fields.Selection(
        [("constraint", "Constraint"), ("index", "Index"), ("unique_index", "Unique index")],
        required=True,
        default="constraint",
    )
    definition = fields.Char(required=True)
    message = fields.Char()

    _name_unique = models.Constraint(
        "UNIQUE (model_id, name)", "A model can't have two constraints of the same name."
    )

    def _table_name(self):
        """Return the table that the constraint is on."""
        return self.model_id.model.replace(".", "_")

    def _full_name(self):
        """Return the constraint's name in PostgreSQL, as `models.Constraint` makes it."""
        return sql.make_identifier(f"{self._table_name()}_{self.name}")

    @api.model
    def _declared(self, model_id):
        """Return the declarations of an `ir.model` id, as a list."""
        return self._all_declared().get(model_id, [])

    @api.model
    @tools.ormcache(cache="stable")
    def _all_declared(self):
        """Return `ir.model` id → declarations.

        By SQL: this is asked for each model while the registry is being set up, which empties the
        cache first. Before this addon is installed there is no table to ask.
        """
        found = defaultdict(list)
        if sql.table_exists(self.env.cr, self._table):
            query = "SELECT model_id, name, type, definition, message FROM %s ORDER BY name"
            for model_id, *row in self.env.execute_query(SQL(query, SQL.identifier(self._table))):
                found[model_id].append(Declaration(*row))
        return found
