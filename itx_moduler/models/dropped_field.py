from odoo import fields, models
from odoo.tools import SQL, sql


class DroppedField(models.Model):
    """A live field that was removed: what a later version that brings it back may expect.

    With a column, its values were put aside in the table; without, they are gone. Only applying
    writes here.
    """

    _name = "itx.moduler.dropped.field"
    _description = "Removed Live Field"
    _inherit = ["itx.moduler.guarded"]
    _order = "id desc"
    _rec_name = "name"

    _guard_records = True

    lineage = fields.Char(required=True, index=True, help="Identity of the module.")
    uid = fields.Char("Identity", required=True, index=True, help="Identity of the field.")
    name = fields.Char("Live Name", required=True)
    model = fields.Char("Live Model", required=True)
    type = fields.Char(required=True)
    version = fields.Integer(help="The version without it.")
    column = fields.Char(help="Where its values are kept. Empty: they are gone.")

    def _put_aside(self):
        """Take the column of a field out of Odoo's sight; its values stay."""
        self.ensure_one()
        table, kept = self._table_name(), f"moduler_kept_{self.id}"
        self.env.flush_all()
        for (name,) in self._foreign_keys():
            sql.drop_constraint(self.env.cr, table, name)
        sql.drop_not_null(self.env.cr, table, self.name)
        self._rename_column(self.name, kept)
        self.column = kept

    def _take_back(self, name, target=None):
        """Give the column back under the live name of the field that comes again.

        `target` is the table that a link leads to: links to rows that are gone by now are emptied.
        """
        self.ensure_one()
        self._rename_column(self.column, name)
        if target:
            self.env.cr.execute(
                SQL(
                    "UPDATE %(table)s SET %(column)s = NULL WHERE %(column)s IS NOT NULL"
                    " AND NOT EXISTS (SELECT FROM %(target)s WHERE id = %(table)s.%(column)s)",
                    table=SQL.identifier(self._table_name()),
                    column=SQL.identifier(name),
                    target=SQL.identifier(target),
                )
            )
        self.unlink()

    def _rows(self):
        """Return how many rows have a value in the column that was put aside."""
        self.ensure_one()
        table, column = SQL.identifier(self._table_name()), SQL.identifier(self.column)
        query = SQL("SELECT COUNT(*) FROM %s WHERE %s IS NOT NULL", table, column)
        return self.env.execute_query(query)[0][0]

    def _is_there(self):
        """Tell whether the column that was put aside is still there."""
        return bool(self.column) and sql.column_exists(self.env.cr, self._table_name(), self.column)

    def _table_name(self):
        return self.model.replace(".", "_")

    def _rename_column(self, old, new):
        self.env.cr.execute(
            SQL(
                "ALTER TABLE %s RENAME COLUMN %s TO %s",
                SQL.identifier(self._table_name()),
                SQL.identifier(old),
                SQL.identifier(new),
            )
        )

    def _foreign_keys(self):
        return self.env.execute_query(
            SQL(
                """
                SELECT c.conname FROM pg_constraint c
                  JOIN pg_class t ON t.oid = c.conrelid
                  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY(c.conkey)
                 WHERE t.relname = %s AND a.attname = %s AND c.contype = 'f'
                   AND t.relnamespace = current_schema::regnamespace
                """,
                self._table_name(),
                self.name,
            )
        )
