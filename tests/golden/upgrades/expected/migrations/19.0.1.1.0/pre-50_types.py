"""From 1.0.0 to 1.1.0: columns get other types, and their values are converted.

Where a conversion can lose something, the old column stays beside the new one, under a name that
begins with `moduler_kept_`; the log says how many rows could not be converted.
"""

import logging

from odoo.tools import SQL, sql

_logger = logging.getLogger(__name__)

# (table, column, new type or None where Odoo changes it, new value as SQL,
#  what values that would be cut are copied to or None, rows with such values as SQL)
IN_PLACE = [
    (
        "library_book",
        "price",
        "double precision",
        "%(column)s::double precision",
        None,
        None,
    ),
    (
        "library_book",
        "blurb",
        None,
        None,
        "moduler_kept_1_1_0_blurb",
        "%(column)s - 'en_US' != '{}'",
    ),
]
# Something could be lost: (table, column, kept as, new type, new value as SQL)
ANEW = [
    (
        "library_book",
        "pages",
        "moduler_kept_1_1_0_pages",
        "int4",
        "CASE WHEN btrim(%(column)s) ~ '^[+-]?\\d{1,15}(\\.\\d+)?$' THEN CASE WHEN btrim(%(column)s)::numeric IS NOT NULL AND abs(btrim(%(column)s)::numeric) < 2147483647 THEN round(btrim(%(column)s)::numeric)::int4 END END",
    ),
    ("library_book", "bought", "moduler_kept_1_1_0_bought", "date", "%(column)s::date"),
]
# A link becomes links: (table, column, kept as, table of links, column 1, column 2)
LINKED = []
# Links become one link, where there is only one: (table, column, table of links, column 1, 2)
UNLINKED = []


def migrate(cr, version):
    for table, columns in by_table(IN_PLACE):
        convert_in_place(cr, table, columns)
    for table, columns in by_table(ANEW):
        convert_anew(cr, table, columns)
    for table, column, kept, links, column1, column2 in LINKED:
        make_links(cr, table, column, kept, links, column1, column2)
    for table, column, links, column1, column2 in UNLINKED:
        make_link(cr, table, column, links, column1, column2)


def by_table(rows):
    """Return (table, rows without it): a large table is written once for all of its columns."""
    tables = {}
    for table, *row in rows:
        tables.setdefault(table, []).append(row)
    return tables.items()


def value_of(cr, table, expression, column):
    """Return the SQL of a new value, made of the one in a column."""
    cr.execute("SELECT id::text FROM res_company ORDER BY id")
    companies = [company for (company,) in cr.fetchall()]
    name = SQL.identifier(column)
    is_moment = sql.table_columns(cr, table)[column]["udt_name"] == "timestamp"
    value = SQL("to_char(%s, 'YYYY-MM-DD HH24:MI:SS')", name) if is_moment else name
    return SQL(
        expression,
        column=name,
        first_company=companies[0],
        per_company=SQL(" || ").join(
            SQL("jsonb_build_object(%s::text, %s)", company, value)
            for company in companies
        ),
    )


def convert_in_place(cr, table, columns):
    """Change the types of columns; values that would be cut are copied before."""
    found = sql.table_columns(cr, table)
    changes, copies = [], {}
    for column, column_type, value, kept, longer in columns:
        if column not in found or found[column]["udt_name"] == column_type:
            continue
        if kept and kept not in found:
            copies[column] = kept, value_of(cr, table, longer, column)
        if column_type:
            sql.drop_index(cr, sql.make_index_name(table, column), table)
            changes.append(
                SQL(
                    "ALTER %(column)s DROP DEFAULT, ALTER %(column)s TYPE %(type)s USING %(value)s",
                    column=SQL.identifier(column),
                    type=SQL(column_type),
                    value=value_of(cr, table, value, column),
                )
            )
    if copies:
        types = {
            kept: found[column]["udt_name"] for column, (kept, _rows) in copies.items()
        }
        add_columns(cr, table, types)
        fill(
            cr,
            table,
            {
                kept: SQL("CASE WHEN %s THEN %s END", rows, SQL.identifier(column))
                for column, (kept, rows) in copies.items()
            },
            SQL(" OR ").join(rows for _kept, rows in copies.values()),
        )
    if changes:
        cr.execute(
            SQL("ALTER TABLE %s %s", SQL.identifier(table), SQL(", ").join(changes))
        )


def convert_anew(cr, table, columns):
    """Put columns aside, and fill new ones from them; tell of rows where that is not possible."""
    moved = [row for row in columns if put_column_aside(cr, table, row[0], row[1])]
    if not moved:
        return
    add_columns(
        cr, table, {column: new_type for column, _kept, new_type, _value in moved}
    )
    fill(
        cr,
        table,
        {
            column: value_of(cr, table, value, kept)
            for column, kept, _type, value in moved
        },
        SQL(" OR ").join(
            SQL("%s IS NOT NULL", SQL.identifier(kept)) for _, kept, _, _ in moved
        ),
    )
    for column, kept, _type, _value in moved:
        tell_lost(cr, table, column, kept)


def add_columns(cr, table, types):
    added = [
        SQL("ADD COLUMN %s %s", SQL.identifier(column), SQL(column_type))
        for column, column_type in types.items()
    ]
    cr.execute(SQL("ALTER TABLE %s %s", SQL.identifier(table), SQL(", ").join(added)))


def fill(cr, table, values, rows):
    assigned = [
        SQL("%s = %s", SQL.identifier(column), value)
        for column, value in values.items()
    ]
    cr.execute(
        SQL(
            "UPDATE %s SET %s WHERE %s",
            SQL.identifier(table),
            SQL(", ").join(assigned),
            rows,
        )
    )


def tell_lost(cr, table, column, kept):
    cr.execute(
        SQL(
            "SELECT count(*) FROM %s WHERE %s IS NULL AND %s IS NOT NULL",
            *map(SQL.identifier, (table, column, kept)),
        )
    )
    [(rows,)] = cr.fetchall()
    if rows:
        _logger.warning(
            "%s rows of %s have no value in %s that it can be made of; the old one is in %s",
            rows,
            table,
            column,
            kept,
        )


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
