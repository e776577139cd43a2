"""How far the move has come: a table of its own, which outlives an interruption."""

from odoo.tools import SQL
from odoo.tools.sql import table_exists
from psycopg2.extras import Json

_TABLE = SQL.identifier("moduler_graduation")


class Ledger:
    """What is known of the move of one module: step -> details (values of JSON)."""

    def __init__(self, env, module):
        self.env, self.module = env, module

    def open(self):
        """Make the table where it is missing."""
        self.env.cr.execute(
            SQL(
                "CREATE TABLE IF NOT EXISTS %s (module varchar NOT NULL, step varchar NOT NULL,"
                " details jsonb NOT NULL, PRIMARY KEY (module, step))",
                _TABLE,
            )
        )

    def read(self, step):
        """Return the details of a step; None where it was not begun."""
        if not table_exists(self.env.cr, "moduler_graduation"):
            return None
        query = SQL(
            "SELECT details FROM %s WHERE module = %s AND step = %s", _TABLE, self.module, step
        )
        rows = self.env.execute_query(query)
        return rows[0][0] if rows else None

    def write(self, step, details):
        """Remember the details of a step."""
        self.env.cr.execute(
            SQL(
                "INSERT INTO %s (module, step, details) VALUES (%s, %s, %s)"
                " ON CONFLICT (module, step) DO UPDATE SET details = EXCLUDED.details",
                _TABLE,
                self.module,
                step,
                Json(details),
            )
        )

    def forget(self, prefix=""):
        """Forget the steps whose names begin so."""
        self.env.cr.execute(
            SQL(
                "DELETE FROM %s WHERE module = %s AND starts_with(step, %s)",
                _TABLE,
                self.module,
                prefix,
            )
        )
