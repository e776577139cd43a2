from odoo import fields, models


class Module(models.Model):
    _inherit = "itx.moduler.module"

    flow_ids = fields.One2many(
        "itx.moduler.flow", "module_id", "Data Flows", context={"active_test": False}
    )
    script_ids = fields.One2many(
        "itx.moduler.transform.script", "module_id", "Scripts", context={"active_test": False}
    )
    connection_ids = fields.One2many(
        "itx.moduler.connection", "module_id", "Connections", context={"active_test": False}
    )
