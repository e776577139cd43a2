from odoo.tools import SQL


def migrate(cr, version):
    cr.execute(SQL("UPDATE school_book SET name = %s WHERE name IS NULL", "it's"))
