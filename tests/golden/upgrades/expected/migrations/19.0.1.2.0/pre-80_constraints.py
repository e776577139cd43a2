"""From 1.1.0 to 1.2.0: constraints and indexes get other names, and indexes go.

What is only renamed is not checked or built again.
"""

from odoo.tools import SQL, sql

# (table, old name, new name, whether it is a constraint)
RENAMED = []
# (table, index)
DROPPED = [("library_volume", "library_volume__number_index")]


def migrate(cr, version):
    for table, old, new, is_constraint in RENAMED:
        if exists(cr, table, old, is_constraint) and not exists(
            cr, table, new, is_constraint
        ):
            rename_object(cr, table, old, new, is_constraint)
    for table, index in DROPPED:
        sql.drop_index(cr, index, table)


def exists(cr, table, name, is_constraint):
    if is_constraint:
        return bool(sql.constraint_definition(cr, table, name))
    return bool(sql.index_exists(cr, name))


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
