"""A move that failed, or was interrupted and is not to go on."""

from odoo.tools import SQL
from odoo.tools.sql import column_exists

from . import frozen
from .names import MODULE


def give_up(env, ledger):
    """Let everything be as it was before the move began."""
    frozen.thaw(env, MODULE)
    for table, column in (ledger.read("rows") or {}).get("made", ()):
        if column and column_exists(env.cr, table, column):
            query = "ALTER TABLE %s DROP COLUMN %s CASCADE"
            env.cr.execute(SQL(query, SQL.identifier(table), SQL.identifier(column)))
        elif not column:
            env.cr.execute(SQL("DROP TABLE IF EXISTS %s CASCADE", SQL.identifier(table)))
    ledger.forget()
