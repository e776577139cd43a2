"""From 1.1.0 to 1.2.0: models get other names.

Tables and rows stay. All that names a model follows: what Odoo notes of it, attachments, messages,
followers, activities, filters, actions, links to records of any model.
"""

from odoo.tools import SQL, sql

# (old name, new name, old table, new table)
RENAMED = [("library.book", "library.volume", "library_book", "library_volume")]

# Columns of Odoo's own tables that hold the name of a model.
NAMES_OF_MODELS = [
    ("ir_model", "model"),
    ("ir_model_fields", "model"),
    ("ir_model_fields", "relation"),
    ("ir_model_data", "model"),
    ("ir_ui_view", "model"),
    ("ir_filters", "model_id"),
    ("ir_exports", "resource"),
    ("ir_act_window", "res_model"),
    ("ir_act_client", "res_model"),
    ("ir_act_report_xml", "model"),
    ("ir_attachment", "res_model"),
    ("ir_embedded_actions", "parent_res_model"),
    ("mail_message", "model"),
    ("mail_followers", "res_model"),
    ("mail_activity", "res_model"),
    ("mail_activity_type", "res_model"),
    ("mail_activity_plan", "res_model"),
    ("mail_message_subtype", "res_model"),
    ("mail_template", "model"),
    ("sms_template", "model"),
    ("rating_rating", "res_model"),
    ("rating_rating", "parent_res_model"),
]


def migrate(cr, version):
    for old, new, old_table, new_table in RENAMED:
        if old_table != new_table and sql.table_exists(cr, old_table):
            rename_table(cr, old_table, new_table)
        for table, column in names_of_models(cr):
            cr.execute(
                SQL(
                    "UPDATE %(table)s SET %(column)s = %(new)s WHERE %(column)s = %(old)s",
                    table=SQL.identifier(table),
                    column=SQL.identifier(column),
                    new=new,
                    old=old,
                )
            )
        rename_in_references(cr, old, new)
        rename_in_properties(cr, old, new)
        rename_xml_ids(cr, old.replace(".", "_"), new.replace(".", "_"))


def names_of_models(cr):
    """Return (table, column) of all columns with names of models, those of other addons too."""
    cr.execute(
        """
        SELECT replace(model, '.', '_'), name FROM ir_model_fields
         WHERE store AND ttype = 'char' AND name IN ('res_model', 'parent_res_model')
        """
    )
    wanted = dict.fromkeys([*NAMES_OF_MODELS, *cr.fetchall()])
    return [place for place in wanted if is_ordinary_column(cr, *place)]


def is_ordinary_column(cr, table, column):
    return sql.table_kind(cr, table) == sql.TableKind.Regular and sql.column_exists(
        cr, table, column
    )


def rename_in_references(cr, old, new):
    """Rename the model in the values of reference fields: `model,id`."""
    cr.execute(
        """
        SELECT replace(model, '.', '_'), name FROM ir_model_fields
         WHERE store AND ttype = 'reference'
        """
    )
    for table, column in cr.fetchall():
        if is_ordinary_column(cr, table, column):
            cr.execute(
                SQL(
                    """
                    UPDATE %(table)s
                       SET %(column)s = %(new)s || substr(%(column)s, length(%(old)s) + 1)
                     WHERE starts_with(%(column)s, %(old)s || ',')
                    """,
                    table=SQL.identifier(table),
                    column=SQL.identifier(column),
                    new=new,
                    old=old,
                )
            )


def rename_in_properties(cr, old, new):
    """Rename the model that a property links to, in the definitions of properties."""
    cr.execute(
        """
        SELECT replace(model, '.', '_'), name FROM ir_model_fields
         WHERE store AND ttype = 'properties_definition'
        """
    )
    for table, column in cr.fetchall():
        if is_ordinary_column(cr, table, column):
            cr.execute(
                SQL(
                    """
                    UPDATE %(table)s SET %(column)s = (
                        SELECT jsonb_agg(
                            CASE WHEN one->>'comodel' = %(old)s
                                 THEN one || jsonb_build_object('comodel', %(new)s::text)
                                 ELSE one END ORDER BY place)
                          FROM jsonb_array_elements(%(column)s) WITH ORDINALITY AS e(one, place))
                     WHERE %(column)s @> jsonb_build_array(
                               jsonb_build_object('comodel', %(old)s::text))
                    """,
                    table=SQL.identifier(table),
                    column=SQL.identifier(column),
                    new=new,
                    old=old,
                )
            )


def rename_xml_ids(cr, old, new):
    """Rename the XML ids that Odoo makes for a model, its fields and their values."""
    for before, after in (
        (f"model_{old}", f"model_{new}"),
        (f"field_{old}__", f"field_{new}__"),
        (f"selection__{old}__", f"selection__{new}__"),
    ):
        cr.execute(
            SQL(
                """
                UPDATE ir_model_data SET name = %(after)s || substr(name, length(%(before)s) + 1)
                 WHERE model IN ('ir.model', 'ir.model.fields', 'ir.model.fields.selection')
                   AND (name = %(before)s
                        OR right(%(before)s, 2) = '__' AND starts_with(name, %(before)s))
                """,
                before=before,
                after=after,
            )
        )


def rename_table(cr, old, new):
    """Rename a table, its sequence, and the indexes and constraints named after it."""
    table = SQL.identifier(old)
    cr.execute(
        SQL(
            """
            SELECT c.relname, FALSE
              FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
             WHERE i.indrelid = %(table)s::regclass
             UNION
            SELECT conname, TRUE FROM pg_constraint
             WHERE conrelid = %(table)s::regclass AND contype IN ('c', 'f')
            """,
            table=old,
        )
    )
    named = [row for row in cr.fetchall() if row[0].startswith(f"{old}_")]
    cr.execute(SQL("ALTER TABLE %s RENAME TO %s", table, SQL.identifier(new)))
    cr.execute(
        SQL(
            "ALTER SEQUENCE IF EXISTS %s RENAME TO %s",
            SQL.identifier(sql.make_identifier(f"{old}_id_seq")),
            SQL.identifier(sql.make_identifier(f"{new}_id_seq")),
        )
    )
    for name, is_constraint in named:
        rename_object(
            cr, new, name, sql.make_identifier(new + name[len(old) :]), is_constraint
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
