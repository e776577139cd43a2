"""From 1.0.0 to 1.1.0: what goes is put aside, nothing is dropped.

The columns and tables below get names that Odoo doesn't know. Who is sure that nobody wants them
back can drop them: all begin with `moduler_kept_`.
"""

import logging

from odoo.tools import SQL, sql

_logger = logging.getLogger(__name__)

# (table, column, name that it is kept under)
COLUMNS = [
    ("library_book", "subtitle", "moduler_kept_1_1_0_subtitle"),
    ("library_book", "shelf_mark", "moduler_kept_1_1_0_shelf_mark"),
]
# (table, name that it is kept under)
TABLES = [
    ("library_loan", "moduler_kept_1_1_0_library_loan"),
    (
        "library_author_library_loan_rel",
        "moduler_kept_1_1_0_library_author_library_loan_rel",
    ),
]
# (model, field or None for all, name that its attachments are kept under)
ATTACHMENTS = [("library.loan", None, "moduler_kept_1_1_0_library_loan")]
# (table, model that is inherited no more, those that still are, own fields, what kept names begin
#  with)
MIXINS = []
# What gets the name of something else below: Odoo forgets who had it before.
# (model, field or None for the model itself)
FORGOTTEN = []


def migrate(cr, version):
    for table, column, kept in COLUMNS:
        if put_column_aside(cr, table, column, kept):
            _logger.info("%s.%s is kept as %s", table, column, kept)
    for table, mixin, others, own, prefix in MIXINS:
        for column in columns_of(cr, mixin, others, own):
            put_column_aside(
                cr, table, column, sql.make_identifier(f"{prefix}{column}")
            )
    for table, kept in TABLES:
        if sql.table_exists(cr, table) and not sql.table_exists(cr, kept):
            drop_foreign_keys(cr, table)
            rename_table(cr, table, kept)
            cr.execute(SQL("DELETE FROM ir_model_relation WHERE name = %s", table))
            _logger.info("the table %s is kept as %s", table, kept)
    for model, field, kept in ATTACHMENTS:
        put_attachments_aside(cr, model, field, kept)
    for model, field in FORGOTTEN:
        forget(cr, model, field)


def columns_of(cr, mixin, others, own):
    """Return the columns that a model has from another one only."""
    cr.execute(
        SQL(
            """
            SELECT name FROM ir_model_fields
             WHERE model = %s AND store AND ttype NOT IN ('one2many', 'many2many')
               AND name NOT IN ('id', 'create_uid', 'create_date', 'write_uid', 'write_date')
               AND name != ALL(%s)
               AND name NOT IN (SELECT name FROM ir_model_fields WHERE model = ANY(%s))
            """,
            mixin,
            own,
            others,
        )
    )
    return [name for (name,) in cr.fetchall()]


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


def rename_table(cr, old, new):
    """Rename a table, its sequence, and the indexes and constraints named after it."""
    cr.execute(
        SQL(
            """
            SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
             WHERE i.indrelid = %s::regclass
            """,
            old,
        )
    )
    indexes = [name for (name,) in cr.fetchall()]
    cr.execute(
        SQL("ALTER TABLE %s RENAME TO %s", SQL.identifier(old), SQL.identifier(new))
    )
    cr.execute(
        SQL(
            "ALTER SEQUENCE IF EXISTS %s RENAME TO %s",
            SQL.identifier(sql.make_identifier(f"{old}_id_seq")),
            SQL.identifier(sql.make_identifier(f"{new}_id_seq")),
        )
    )
    for name in indexes:
        kept = sql.make_identifier(f"{new}__{name}")
        cr.execute(
            SQL(
                "ALTER INDEX %s RENAME TO %s",
                SQL.identifier(name),
                SQL.identifier(kept),
            )
        )


def put_attachments_aside(cr, model, field, kept):
    """Keep the files of a field or model; nobody but administrators sees them."""
    if field is None:
        cr.execute(
            SQL(
                "UPDATE ir_attachment SET res_model = %s WHERE res_model = %s",
                kept,
                model,
            )
        )
    else:
        cr.execute(
            SQL(
                "UPDATE ir_attachment SET res_field = %s WHERE res_model = %s AND res_field = %s",
                kept,
                model,
                field,
            )
        )


def forget(cr, model, field):
    """Remove what Odoo notes of a model or field, so that another one can have its name."""
    if field is None:
        xml_ids = [f"model_{model}", f"field_{model}__%", f"selection__{model}__%"]
        cr.execute(SQL("DELETE FROM ir_model WHERE model = %s", model))
    else:
        xml_ids = [f"field_{model}__{field}", f"selection__{model}__{field}__%"]
        cr.execute(
            SQL(
                "DELETE FROM ir_model_fields WHERE model = %s AND name = %s",
                model,
                field,
            )
        )
    patterns = [name.replace(".", "_").replace("_", r"\_") for name in xml_ids]
    cr.execute(
        SQL(
            """
            DELETE FROM ir_model_data
             WHERE model IN ('ir.model', 'ir.model.fields', 'ir.model.fields.selection')
               AND name LIKE ANY(%s)
            """,
            patterns,
        )
    )
