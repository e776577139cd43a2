"""From 1.0.0 to 1.1.0: records get other XML ids, and some go.

A record that has a new XML id stays the same record: links to it and what people changed in it
stay.
"""

from odoo.tools import SQL, sql

MODULE = "upgrade_case"
# (old XML id, new XML id), in this order
RENAMED = [
    ("group_reader", "group_visitor"),
    ("library_author_view_list", "library_writer_view_list"),
    ("library_author_view_form", "library_writer_view_form"),
    ("library_author_view_search", "library_writer_view_search"),
    ("shelf_main", "shelf_central"),
]
# Odoo would leave them alone, but nothing in the module needs them any more: it deletes them.
DELETED = []
# Rows of the module's own models stay with those that link to them; archived where that is possible.
KEPT = ["shelf_old"]
# Scheduled actions are people's own, but the code is not: (XML id, old code, new code)
CODE = []


def migrate(cr, version):
    for old, new in RENAMED:
        cr.execute(
            SQL(
                """
                UPDATE ir_model_data SET name = %(new)s
                 WHERE module = %(module)s AND name = %(old)s
                   AND NOT EXISTS (SELECT FROM ir_model_data
                                    WHERE module = %(module)s AND name = %(new)s)
                """,
                new=new,
                old=old,
                module=MODULE,
            )
        )
    set_noupdate(cr, DELETED, False)
    set_noupdate(cr, KEPT, True)
    for xml_id in KEPT:
        archive(cr, xml_id)
    for xml_id, old, new in CODE:
        replace_code(cr, xml_id, old, new)


def set_noupdate(cr, xml_ids, noupdate):
    cr.execute(
        SQL(
            "UPDATE ir_model_data SET noupdate = %s WHERE module = %s AND name = ANY(%s)",
            noupdate,
            MODULE,
            xml_ids,
        )
    )


def replace_code(cr, xml_id, old, new):
    """Give a scheduled action its new code, unless somebody has written another."""
    cr.execute(
        SQL(
            """
            UPDATE ir_act_server SET code = %s
             WHERE btrim(code, E' \\n') = %s AND id IN (
                   SELECT c.ir_actions_server_id FROM ir_cron c
                     JOIN ir_model_data d ON d.model = 'ir.cron' AND d.res_id = c.id
                    WHERE d.module = %s AND d.name = %s)
            """,
            new,
            old.strip(),
            MODULE,
            xml_id,
        )
    )


def archive(cr, xml_id):
    cr.execute(
        SQL(
            "SELECT replace(model, '.', '_'), res_id FROM ir_model_data"
            " WHERE module = %s AND name = %s",
            MODULE,
            xml_id,
        )
    )
    for table, record_id in cr.fetchall():
        if sql.column_exists(cr, table, "active"):
            cr.execute(
                SQL(
                    "UPDATE %s SET active = FALSE WHERE id = %s",
                    SQL.identifier(table),
                    record_id,
                )
            )
