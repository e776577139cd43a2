"""From 1.0.0 to 1.1.0: values of selections get other names, or go.

Here Odoo's notes of them follow, and rows in which each company has its own value; other rows have
been written already. An old value that is gone is kept in a column whose name begins with
`moduler_kept_`.
"""

import json
import logging

from odoo.tools import SQL, sql
from psycopg2.extras import Json

_logger = logging.getLogger(__name__)

# (model, field, [(old value, new value), in this order])
RENAMED = [("library.book", "state", [("lent", "out")])]
# (table, field, [(old value, new value), in this order])
RENAMED_BY_COMPANY = []
# (table, field, values, kept as)
GONE_BY_COMPANY = []


def migrate(cr, version):
    for table, column, values, kept in GONE_BY_COMPANY:
        if sql.column_exists(cr, table, column) and not sql.column_exists(
            cr, table, kept
        ):
            drop_gone(cr, table, column, values, kept)
    for table, column, renamed in RENAMED_BY_COMPANY:
        if sql.column_exists(cr, table, column):
            for old, new in renamed:
                rename_in_rows(cr, table, column, old, new)
    for model, field, renamed in RENAMED:
        for old, new in renamed:
            rename_option(cr, model, field, old, new)


def drop_gone(cr, table, column, values, kept):
    """Take values away; what a company has no value in is the default."""
    names = {
        "table": SQL.identifier(table),
        "column": SQL.identifier(column),
        "kept": SQL.identifier(kept),
    }
    cr.execute(SQL("ALTER TABLE %(table)s ADD COLUMN %(kept)s jsonb", **names))
    cr.execute(
        SQL(
            """
            UPDATE %(table)s SET %(kept)s = %(column)s, %(column)s = (
                SELECT jsonb_object_agg(key, value) FROM jsonb_each(%(column)s)
                 WHERE value #>> '{}' != ALL(%(values)s))
             WHERE EXISTS (SELECT FROM jsonb_each_text(%(column)s) WHERE value = ANY(%(values)s))
            """,
            values=values,
            **names,
        )
    )
    if cr.rowcount:
        _logger.warning(
            "%s rows of %s held values of %s that are gone; these are in %s",
            cr.rowcount,
            table,
            column,
            kept,
        )


def rename_in_rows(cr, table, column, old, new):
    cr.execute(
        SQL(
            """
            UPDATE %(table)s SET %(column)s = (
                SELECT jsonb_object_agg(key, CASE WHEN value = %(old)s THEN %(new)s ELSE value END)
                  FROM jsonb_each(%(column)s))
             WHERE EXISTS (SELECT FROM jsonb_each(%(column)s) WHERE value = %(old)s)
            """,
            table=SQL.identifier(table),
            column=SQL.identifier(column),
            old=Json(old),
            new=Json(new),
        )
    )


def rename_option(cr, model, field, old, new):
    """Rename the value where Odoo notes it, and in defaults."""
    cr.execute(
        SQL(
            "SELECT id FROM ir_model_fields WHERE model = %s AND name = %s",
            model,
            field,
        )
    )
    for (field_id,) in cr.fetchall():
        cr.execute(
            SQL(
                "UPDATE ir_model_fields_selection SET value = %s WHERE field_id = %s AND value = %s",
                new,
                field_id,
                old,
            )
        )
        cr.execute(
            SQL(
                "UPDATE ir_default SET json_value = %s WHERE field_id = %s AND json_value = %s",
                json.dumps(new),
                field_id,
                json.dumps(old),
            )
        )
    cr.execute(
        SQL(
            """
            UPDATE ir_model_data SET name = %s
             WHERE name = %s AND model = 'ir.model.fields.selection'
            """,
            xml_id(model, field, new),
            xml_id(model, field, old),
        )
    )


def xml_id(model, field, value):
    """Return the XML id that Odoo makes for a value."""
    value = value.replace(".", "_").replace(" ", "_").lower()
    return f"selection__{model.replace('.', '_')}__{field}__{value}"
