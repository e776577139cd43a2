"""From 1.1.0 to 1.2.0: fields get other names.

Their values stay, and so does what Odoo notes of them: tracked values, defaults, access to files.
"""

from odoo.tools import SQL, sql

# (model, table, old name, new name)
RENAMED = [
    ("library.volume", "library_volume", "shelf_id", "shelf_ids"),
    ("library.volume", "library_volume", "code", "number"),
    ("library.volume", "library_volume", "summary", "abstract"),
]


def migrate(cr, version):
    for model, table, old, new in RENAMED:
        rename_column(cr, table, old, new)
        rename_record(cr, model, old, new)
        rename_xml_ids(cr, model.replace(".", "_"), old, new)
        cr.execute(
            SQL(
                "UPDATE ir_attachment SET res_field = %s WHERE res_model = %s AND res_field = %s",
                new,
                model,
                old,
            )
        )


def rename_column(cr, table, old, new):
    """Rename a column with its index and foreign key, if the field has one."""
    if not sql.column_exists(cr, table, old) or sql.column_exists(cr, table, new):
        return
    sql.rename_column(cr, table, old, new)
    index = sql.make_index_name(table, old)
    if sql.index_exists(cr, index):
        rename_object(cr, table, index, sql.make_index_name(table, new), False)
    foreign_key = f"{table}_{old}_fkey"
    if sql.constraint_definition(cr, table, foreign_key):
        rename_object(cr, table, foreign_key, f"{table}_{new}_fkey", True)


def rename_record(cr, model, old, new):
    """Rename the field where Odoo notes it; the record stays the same."""
    cr.execute(
        SQL("SELECT FROM ir_model_fields WHERE model = %s AND name = %s", model, new)
    )
    if cr.rowcount:
        return
    cr.execute(
        SQL(
            "UPDATE ir_model_fields SET name = %s WHERE model = %s AND name = %s",
            new,
            model,
            old,
        )
    )
    cr.execute(
        SQL(
            """
            UPDATE ir_model_fields SET relation_field = %s
             WHERE relation = %s AND relation_field = %s
            """,
            new,
            model,
            old,
        )
    )


def rename_xml_ids(cr, model, old, new):
    """Rename the XML ids that Odoo makes for a field and its values."""
    for before, after in (
        (f"field_{model}__{old}", f"field_{model}__{new}"),
        (f"selection__{model}__{old}__", f"selection__{model}__{new}__"),
    ):
        cr.execute(
            SQL(
                """
                UPDATE ir_model_data SET name = %(after)s || substr(name, length(%(before)s) + 1)
                 WHERE model IN ('ir.model.fields', 'ir.model.fields.selection')
                   AND (name = %(before)s
                        OR right(%(before)s, 2) = '__' AND starts_with(name, %(before)s))
                """,
                before=before,
                after=after,
            )
        )


def rename_object(cr, table, old, new, is_constraint):
    """Rename an index or a constraint; Odoo's record of it follows."""
    names = SQL.identifier(old), SQL.identifier(new)
    if is_constraint:
        cr.execute(
            SQL(
                "ALTER TABLE %s RENAME CONSTRAINT %s TO %s",
                SQL.identifier(table),
                *names,
            )
        )
    else:
        cr.execute(SQL("ALTER INDEX IF EXISTS %s RENAME TO %s", *names))
    cr.execute(
        SQL("UPDATE ir_model_constraint SET name = %s WHERE name = %s", new, old)
    )
    cr.execute(
        SQL(
            """
            UPDATE ir_model_data SET name = %s
             WHERE name = %s AND model = 'ir.model.constraint'
            """,
            f"constraint_{new}",
            f"constraint_{old}",
        )
    )
