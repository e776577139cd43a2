"""From 1.1.0 to 1.2.0: a link becomes several links, or several become one."""

import logging

from odoo.tools import SQL, sql

_logger = logging.getLogger(__name__)

# (table, column, kept as, table of links, column 1, column 2)
LINKED = [
    (
        "library_volume",
        "shelf_ids",
        "moduler_kept_1_2_0_shelf_id",
        "library_shelf_library_volume_rel",
        "library_volume_id",
        "library_shelf_id",
    )
]
# Where there is one link only: (table, column, table of links, column 1, column 2)
UNLINKED = []


def migrate(cr, version):
    for table, column, kept, links, column1, column2 in LINKED:
        make_links(cr, table, column, kept, links, column1, column2)
    for table, column, links, column1, column2 in UNLINKED:
        make_link(cr, table, column, links, column1, column2)


def make_links(cr, table, column, kept, links, column1, column2):
    if not put_column_aside(cr, table, column, kept):
        return
    names = {
        "links": SQL.identifier(links),
        "column1": SQL.identifier(column1),
        "column2": SQL.identifier(column2),
    }
    # As Odoo makes it; the foreign keys are added when it loads the model.
    cr.execute(
        SQL(
            """
            CREATE TABLE %(links)s (
                %(column1)s INTEGER NOT NULL,
                %(column2)s INTEGER NOT NULL,
                PRIMARY KEY (%(column1)s, %(column2)s)
            )
            """,
            **names,
        )
    )
    cr.execute(
        SQL(
            "INSERT INTO %(links)s SELECT id, %(kept)s FROM %(table)s WHERE %(kept)s IS NOT NULL",
            kept=SQL.identifier(kept),
            table=SQL.identifier(table),
            **names,
        )
    )
    cr.execute(SQL("CREATE INDEX ON %(links)s (%(column2)s, %(column1)s)", **names))


def make_link(cr, table, column, links, column1, column2):
    """Fill a new column from links that were put aside."""
    if sql.column_exists(cr, table, column) or not sql.table_exists(cr, links):
        return
    names = {
        "table": SQL.identifier(table),
        "column": SQL.identifier(column),
        "links": SQL.identifier(links),
        "column1": SQL.identifier(column1),
        "column2": SQL.identifier(column2),
    }
    cr.execute(SQL("ALTER TABLE %(table)s ADD COLUMN %(column)s INTEGER", **names))
    cr.execute(
        SQL(
            """
            UPDATE %(table)s SET %(column)s = one.target
              FROM (SELECT %(column1)s AS id, min(%(column2)s) AS target FROM %(links)s
                     GROUP BY %(column1)s HAVING count(*) = 1) AS one
             WHERE %(table)s.id = one.id
            """,
            **names,
        )
    )
    cr.execute(
        SQL(
            """
            SELECT count(*) FROM (
                SELECT FROM %(links)s GROUP BY %(column1)s HAVING count(*) > 1) AS several
            """,
            **names,
        )
    )
    [(rows,)] = cr.fetchall()
    if rows:
        _logger.warning(
            "%s rows of %s have several links and only one place in %s, which stays empty; they"
            " are in %s",
            rows,
            table,
            column,
            links,
        )


def put_column_aside(cr, table, column, kept):
    """Take a column out of Odoo's sight, its values stay; tell whether there was one."""
    if not sql.column_exists(cr, table, column) or sql.column_exists(cr, table, kept):
        return False
    drop_foreign_keys(cr, table, column)
    sql.drop_index(cr, sql.make_index_name(table, column), table)
    sql.drop_not_null(cr, table, column)
    cr.execute(
        SQL(
            "ALTER TABLE %s ALTER COLUMN %s DROP DEFAULT",
            *map(SQL.identifier, (table, column)),
        )
    )
    sql.rename_column(cr, table, column, kept)
    return True


def drop_foreign_keys(cr, table, column=None):
    """Drop the foreign keys of a column, or of all of a table's."""
    cr.execute(
        SQL(
            """
            SELECT c.conname FROM pg_constraint c
             WHERE c.conrelid = %s::regclass AND c.contype = 'f' AND (%s IS NULL OR EXISTS (
                   SELECT FROM pg_attribute a
                    WHERE a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
                      AND a.attname = %s))
            """,
            table,
            column,
            column,
        )
    )
    for (name,) in cr.fetchall():
        sql.drop_constraint(cr, table, name)
        cr.execute(
            SQL("DELETE FROM ir_model_constraint WHERE type = 'f' AND name = %s", name)
        )
