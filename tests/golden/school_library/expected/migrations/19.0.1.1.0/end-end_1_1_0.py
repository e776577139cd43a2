from odoo import api


def migrate(cr, version):
    env = api.Environment(cr, 1, {})
    env["ir.config_parameter"].set_param("school_library.mark", "post_init")
