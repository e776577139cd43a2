from odoo import api, fields, models
from odoo.tools import SQL, sql


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
        """Return (name, definition, message) of the constraints of an `ir.model` id.

        By SQL: this is asked while the registry is being set up. Before this addon is installed
        there is no table to ask.
        """
        if not sql.table_exists(self.env.cr, self._table):
            return []
        return self.env.execute_query(
            SQL(
                "SELECT name, definition, message FROM %s WHERE model_id = %s ORDER BY name",
                SQL.identifier(self._table),
                model_id,
            )
        )
