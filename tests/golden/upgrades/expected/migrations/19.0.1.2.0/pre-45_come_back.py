"""From 1.1.0 to 1.2.0: fields that were here before get their values back."""

import logging

from odoo.tools import SQL, sql

_logger = logging.getLogger(__name__)

# (table, name that the column was kept under, field, table that it links to or None)
COLUMNS = [("library_volume", "moduler_kept_1_1_0_shelf_mark", "shelf_mark", None)]


def migrate(cr, version):
    for table, kept, column, target in COLUMNS:
        if not sql.column_exists(cr, table, kept) or sql.column_exists(
            cr, table, column
        ):
            continue
        sql.rename_column(cr, table, kept, column)
        if target:
            empty_dead_links(cr, table, column, target)


def empty_dead_links(cr, table, column, target):
    """Empty the links to records that are gone by now."""
    cr.execute(
        SQL(
            """
            UPDATE %(table)s SET %(column)s = NULL
             WHERE %(column)s IS NOT NULL
               AND NOT EXISTS (SELECT FROM %(target)s WHERE id = %(table)s.%(column)s)
            """,
            table=SQL.identifier(table),
            column=SQL.identifier(column),
            target=SQL.identifier(target),
        )
    )
    if cr.rowcount:
        _logger.warning(
            "%s rows of %s link in %s to records that are gone: emptied",
            cr.rowcount,
            table,
            column,
        )
