"""From 1.0.0 to 1.1.0: tables of many2many links get the names that Odoo now looks for."""

from odoo.tools import SQL, sql

# (old table, new table, columns: [(old, new)], indexes: [(old, new)], foreign keys: [(old, new)])
RENAMED = [
    (
        "library_author_library_book_rel",
        "library_book_library_writer_rel",
        [("library_author_id", "library_writer_id")],
        [
            (
                "library_author_library_book_rel_pkey",
                "library_book_library_writer_rel_pkey",
            ),
            (
                "library_author_library_book_r_library_author_id_library_boo_idx",
                "library_book_library_writer_r_library_writer_id_library_boo_idx",
            ),
        ],
        [
            (
                "library_author_library_book_rel_library_book_id_fkey",
                "library_book_library_writer_rel_library_book_id_fkey",
            ),
            (
                "library_author_library_book_rel_library_author_id_fkey",
                "library_book_library_writer_rel_library_writer_id_fkey",
            ),
        ],
    )
]


def migrate(cr, version):
    for old, new, columns, indexes, foreign_keys in RENAMED:
        if not sql.table_exists(cr, old):
            continue
        if old != new:
            cr.execute(
                SQL(
                    "ALTER TABLE %s RENAME TO %s",
                    SQL.identifier(old),
                    SQL.identifier(new),
                )
            )
            cr.execute(
                SQL("UPDATE ir_model_relation SET name = %s WHERE name = %s", new, old)
            )
        for before, after in columns:
            if sql.column_exists(cr, new, before):
                sql.rename_column(cr, new, before, after)
        for before, after in indexes:
            rename_object(cr, new, before, after, False)
        for before, after in foreign_keys:
            if sql.constraint_definition(cr, new, before):
                rename_object(cr, new, before, after, True)


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
