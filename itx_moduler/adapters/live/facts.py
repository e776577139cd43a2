"""Counting the rows that a plan concerns."""

from odoo.tools import SQL, sql
from odoo.tools.safe_eval import test_python_expr

from itx_codegen.names import Renaming, live_renaming


class DatabaseFacts:
    """`itx_codegen.plan.Facts` of this database: names of the code in, counts of all rows out.

    Rows are counted by SQL, archived ones and those of other companies included: a constraint
    binds them as well. Only counts leave this class.
    """

    def __init__(self, env, base):
        self.env = env
        self._live = live_renaming(base) if base is not None else Renaming(("", ""))

    def refused(self, code):
        return test_python_expr(code, mode="exec") or None

    def rows_put_aside(self, uid, field_type):
        dropped = self._dropped(uid)[:1]
        return dropped._rows() if dropped._is_there() and dropped.type == field_type else None

    def was_dropped(self, uid):
        return bool(self._dropped(uid))

    def _dropped(self, uid):
        return self.env["itx.moduler.dropped.field"].search([("uid", "=", uid)])

    def rows(self, model):
        return self._count(model, SQL("TRUE"))

    def rows_with(self, model, field):
        name = self._live.field(model, field)
        live = self.env.get(self._live.model(model))
        if live is None or name not in live._fields:
            return None
        if live._fields[name].type == "many2many":
            return self._count_distinct(live._fields[name])
        return self._count(model, SQL("%s IS NOT NULL", SQL.identifier(name)), name)

    def rows_equal(self, model, field, value):
        name = self._live.field(model, field)
        return self._count(model, SQL("%s = %s", SQL.identifier(name), value), name)

    def rows_repeated(self, model, fields):
        names = [self._live.field(model, field) for field in fields]
        table = self._table(model, *names)
        if table is None:
            return None
        columns = SQL(", ").join(SQL.identifier(name) for name in names)
        present = SQL(" AND ").join(SQL("%s IS NOT NULL", SQL.identifier(name)) for name in names)
        query = SQL(
            "SELECT COALESCE(SUM(held), 0) FROM"
            " (SELECT COUNT(*) AS held FROM %s WHERE %s GROUP BY %s HAVING COUNT(*) > 1) AS same",
            SQL.identifier(table),
            present,
            columns,
        )
        return int(self.env.execute_query(query)[0][0])

    def _count(self, model, condition, *columns):
        table = self._table(model, *columns)
        if table is None:
            return None
        query = SQL("SELECT COUNT(*) FROM %s WHERE %s", SQL.identifier(table), condition)
        return self.env.execute_query(query)[0][0]

    def _count_distinct(self, field):
        query = SQL(
            "SELECT COUNT(DISTINCT %s) FROM %s",
            SQL.identifier(field.column1),
            SQL.identifier(field.relation),
        )
        return self.env.execute_query(query)[0][0]

    def _table(self, model, *columns):
        """Return the table of a model if it is there with those columns, else None."""
        live = self.env.get(self._live.model(model))
        if live is None or not sql.table_exists(self.env.cr, live._table):
            return None
        self.env.flush_all()
        there = sql.table_columns(self.env.cr, live._table)
        return live._table if all(name in there for name in columns) else None
