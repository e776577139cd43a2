"""From 1.0.0 to 1.1.0: fields that must have a value get one in the rows that have none."""

import logging

from odoo.tools import SQL, sql

_logger = logging.getLogger(__name__)

# (table, column, value as SQL)
FILLED = [("library_book", "isbn", "'100%% unknown'")]
# There is no value to fill in: (table, column)
EMPTY = []


def migrate(cr, version):
    for table, column, value in FILLED:
        if sql.column_exists(cr, table, column):
            cr.execute(
                SQL(
                    "UPDATE %(table)s SET %(column)s = %(value)s WHERE %(column)s IS NULL",
                    table=SQL.identifier(table),
                    column=SQL.identifier(column),
                    value=SQL(value),
                )
            )
            _logger.info("%s rows of %s: %s filled in", cr.rowcount, table, column)
    for table, column in EMPTY:
        if sql.column_exists(cr, table, column):
            tell_empty(cr, table, column)


def tell_empty(cr, table, column):
    cr.execute(
        SQL(
            "SELECT count(*) FROM %s WHERE %s IS NULL",
            *map(SQL.identifier, (table, column))
        )
    )
    [(rows,)] = cr.fetchall()
    if rows:
        _logger.warning(
            "%s rows of %s have no value in %s, which must have one from now on; Odoo can't demand"
            " it as long as they don't. Fill them in, and upgrade again.",
            rows,
            table,
            column,
        )
