from odoo import api, fields, models

from ..adapters import connections_here


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
    missing_connections = fields.Char(
        "Connections Here",
        compute="_compute_missing_connections",
        help="What steps name, this database has, and the module does not bring.",
    )

    @api.depends("flow_ids.step_ids.connection", "connection_ids.name")
    def _compute_missing_connections(self):
        for module in self:
            missing = connections_here.missing(module.flow_ids)
            module.missing_connections = ", ".join(missing.mapped("name"))

    def action_describe_connections(self):
        """Let the module bring the connections that its steps name and only this database has."""
        for module in self:
            connections_here.describe(module.flow_ids)
