"""From 1.0.0 to 1.1.0: values are converted, replaced and filled in.

Each table is written once, for all of its columns. Where a value can be lost, the old one stays in
a column whose name begins with `moduler_kept_`; the log says how many rows are concerned.
"""

import logging

from odoo.tools import SQL, sql

_logger = logging.getLogger(__name__)

# (table, column, what `%(column)s` stands for, how the column comes, new type or None for the one
#  that it has, value as SQL, rows that get it as SQL)
# How: `anew`, the old column is kept as what it is made of; `copy` of what it is made of; None, it
# is there.
VALUES = [
    (
        "library_book",
        "pages",
        "moduler_kept_1_1_0_pages",
        "anew",
        "int4",
        "CASE WHEN btrim(%(column)s) ~ '^[+-]?\\d{1,15}(\\.\\d+)?$' THEN CASE WHEN btrim(%(column)s)::numeric IS NOT NULL AND abs(btrim(%(column)s)::numeric) < 2147483647 THEN round(btrim(%(column)s)::numeric)::int4 END END",
        "%(column)s IS NOT NULL",
    ),
    ("library_book", "price", "price", None, "float8", "%(column)s::float8", "TRUE"),
    (
        "library_book",
        "bought",
        "moduler_kept_1_1_0_bought",
        "anew",
        "date",
        "%(column)s::date",
        "%(column)s IS NOT NULL",
    ),
    (
        "library_book",
        "state",
        "state",
        None,
        None,
        "CASE %(column)s WHEN 'lent' THEN 'out' ELSE %(column)s END",
        "%(column)s IN ('lent')",
    ),
    (
        "library_book",
        "moduler_kept_1_1_0_blurb",
        "blurb",
        "copy",
        None,
        "CASE WHEN %(column)s - 'en_US' != '{}' THEN %(column)s END",
        "%(column)s - 'en_US' != '{}'",
    ),
    (
        "library_book",
        "isbn",
        "isbn",
        None,
        None,
        "COALESCE(%(column)s, '100%% unknown')",
        "%(column)s IS NULL",
    ),
]
# What must have a value, and there is none to fill in: (table, column)
EMPTY = []


def migrate(cr, version):
    tables = {}
    for table, *row in VALUES:
        tables.setdefault(table, []).append(row)
    for table, rows in tables.items():
        write(cr, table, [row for row in rows if prepared(cr, table, *row[:4])])
    for table, column in EMPTY:
        if sql.column_exists(cr, table, column):
            tell(
                cr,
                table,
                SQL("%s IS NULL", SQL.identifier(column)),
                f"have no value in {column}, which must have one from now on. Odoo can't demand it"
                " as long as they don't: fill them in, and upgrade again",
            )


def prepared(cr, table, column, source, how, new_type):
    """Make the column that gets a value; tell whether there is something to do."""
    found = sql.table_columns(cr, table)
    if how == "anew":
        if not put_column_aside(cr, table, column, source):
            return False
    elif how == "copy":
        if source not in found or column in found:
            return False
        new_type = found[source]["udt_name"]
    else:
        return column in found and found[column]["udt_name"] != new_type
    cr.execute(
        SQL(
            "ALTER TABLE %s ADD %s %s",
            *map(SQL.identifier, (table, column)),
            SQL(new_type),
        )
    )
    return True


def write(cr, table, rows):
    """Write new values, all at once: the table anew where a type changes, else what differs."""
    values = {row[0]: value_of(cr, table, row[4], row[1]) for row in rows}
    types = {row[0]: row[3] for row in rows}
    if any(types.values()):
        rewrite(cr, table, values, types)
    elif rows:
        cr.execute(
            SQL(
                "UPDATE %s SET %s WHERE %s",
                SQL.identifier(table),
                SQL(", ").join(
                    SQL("%s = %s", SQL.identifier(column), value)
                    for column, value in values.items()
                ),
                SQL(" OR ").join(value_of(cr, table, row[5], row[1]) for row in rows),
            )
        )
        _logger.info("%s rows of %s have new values", cr.rowcount, table)
    for column, source, how, *_rest in rows:
        names = {"column": SQL.identifier(column), "source": SQL.identifier(source)}
        if how == "anew":
            lost = SQL("%(column)s IS NULL AND %(source)s IS NOT NULL", **names)
            tell(
                cr,
                table,
                lost,
                f"have no value in {column} that it can be made of: {source}",
            )
        elif how == "copy":
            lost = SQL("%(column)s IS NOT NULL", **names)
            tell(
                cr, table, lost, f"had a value in {source} that it can't hold: {column}"
            )


def rewrite(cr, table, values, types):
    """Write a table anew, which costs the same for one column as for all."""
    found = sql.table_columns(cr, table)
    changes = []
    for column, value in values.items():
        sql.drop_depending_views(cr, table, column)
        new_type = types[column]
        if new_type:
            sql.drop_index(cr, sql.make_index_name(table, column), table)
            changes.append(SQL("ALTER %s DROP DEFAULT", SQL.identifier(column)))
        changes.append(
            SQL(
                "ALTER %s TYPE %s USING %s",
                SQL.identifier(column),
                SQL(new_type or found[column]["udt_name"]),
                value,
            )
        )
    cr.execute(SQL("ALTER TABLE %s %s", SQL.identifier(table), SQL(", ").join(changes)))


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


def tell(cr, table, rows, cause):
    cr.execute(SQL("SELECT count(*) FROM %s WHERE %s", SQL.identifier(table), rows))
    [(count,)] = cr.fetchall()
    if count:
        _logger.warning("%s rows of %s %s", count, table, cause)


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
