from odoo import fields, models


class Connection(models.Model):
    _name = "itx.moduler.connection"
    _description = "Connection of Data Flows"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "connection"

    name = fields.Char("Technical Name", required=True, help="What steps call it by: erp.")
    title = fields.Char(help="The name that people read. Empty: the technical name.")
    type = fields.Selection(
        [("odoo", "Odoo"), ("postgresql", "PostgreSQL"), ("rest", "Web service (REST)")],
        required=True,
        default="odoo",
    )
    url = fields.Char(
        "Address", help="Leave a private one empty: it is filled in where the module is installed."
    )
    database = fields.Char()
    login = fields.Char()
    protocol = fields.Selection(
        [
            ("auto", "Automatic"),
            ("json2", "JSON-2 (Odoo 19 and later, API key)"),
            ("jsonrpc", "JSON-RPC"),
            ("xmlrpc", "XML-RPC"),
        ],
        required=True,
        default="auto",
    )
    database_url = fields.Char(
        "Address of the Database",
        help="Of an Odoo server, for steps that read straight from its database.",
    )
    parent_version_id = fields.Many2one(
        "itx.moduler.connection", compute="_compute_parent_version_id"
    )
