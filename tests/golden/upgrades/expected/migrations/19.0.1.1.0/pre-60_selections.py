"""From 1.0.0 to 1.1.0: values of selections get other names, or go.

Rows that hold a value that goes get the default of the field, or none; the old value is kept in a
column whose name begins with `moduler_kept_`.
"""

import json
import logging

from odoo.tools import SQL, sql
from psycopg2.extras import Json

_logger = logging.getLogger(__name__)

# (model, field, table, whether each company has its own, [(old value, new value), in this order])
RENAMED = [("library.book", "state", "library_book", False, [("lent", "out")])]
# (table, field, whether each company has its own, values, value instead, kept as)
GONE = []


def migrate(cr, version):
    for table, column, per_company, values, instead, kept in GONE:
        if sql.column_exists(cr, table, column) and not sql.column_exists(
            cr, table, kept
        ):
            replace_gone(cr, table, column, per_company, values, instead, kept)
    for model, field, table, per_company, renamed in RENAMED:
        for old, new in renamed:
            if sql.column_exists(cr, table, field):
                rename_in_rows(cr, table, field, per_company, old, new)
            rename_option(cr, model, field, old, new)


def replace_gone(cr, table, column, per_company, values, instead, kept):
    names = {
        "table": SQL.identifier(table),
        "column": SQL.identifier(column),
        "kept": SQL.identifier(kept),
    }
    if per_company:
        holds = SQL(
            "EXISTS (SELECT FROM jsonb_each_text(%(column)s) WHERE value = ANY(%(values)s))",
            values=values,
            **names,
        )
        # What a company has no value in is the default.
        left = SQL(
            """
            (SELECT jsonb_object_agg(key, value) FROM jsonb_each(%(column)s)
              WHERE NOT value #>> '{}' = ANY(%(values)s))
            """,
            values=values,
            **names,
        )
        column_type = SQL("jsonb")
    else:
        holds = SQL("%(column)s = ANY(%(values)s)", values=values, **names)
        left, column_type = SQL("%s", instead), SQL("varchar")
    cr.execute(
        SQL(
            "ALTER TABLE %(table)s ADD COLUMN %(kept)s %(type)s",
            type=column_type,
            **names,
        )
    )
    cr.execute(
        SQL(
            "UPDATE %(table)s SET %(kept)s = %(column)s, %(column)s = %(left)s WHERE %(holds)s",
            left=left,
            holds=holds,
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


def rename_in_rows(cr, table, column, per_company, old, new):
    names = {"table": SQL.identifier(table), "column": SQL.identifier(column)}
    if per_company:
        cr.execute(
            SQL(
                """
                UPDATE %(table)s SET %(column)s = (
                    SELECT jsonb_object_agg(key, CASE WHEN value = %(old)s THEN %(new)s
                                                 ELSE value END)
                      FROM jsonb_each(%(column)s))
                 WHERE EXISTS (SELECT FROM jsonb_each(%(column)s) WHERE value = %(old)s)
                """,
                old=Json(old),
                new=Json(new),
                **names,
            )
        )
    else:
        cr.execute(
            SQL(
                "UPDATE %(table)s SET %(column)s = %(new)s WHERE %(column)s = %(old)s",
                old=old,
                new=new,
                **names,
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
