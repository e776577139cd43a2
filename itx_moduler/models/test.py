from odoo import fields, models


class Test(models.Model):
    _name = "itx.moduler.test"
    _description = "Test"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "test"

    name = fields.Char("Technical Name", required=True, help="For example: loans.")
    type = fields.Selection(
        [("TransactionCase", "In the database"), ("HttpCase", "In the browser")],
        required=True,
        default="TransactionCase",
    )
    tags = fields.Char(default="post_install, -at_install", help="When Odoo runs it.")
    head = fields.Text("Above the Class", help="Further imports and helpers.")
    code = fields.Text(required=True, help="Methods whose names begin with test_.")
    parent_version_id = fields.Many2one("itx.moduler.test", compute="_compute_parent_version_id")


class Module(models.Model):
    _inherit = "itx.moduler.module"

    test_ids = fields.One2many(
        "itx.moduler.test", "module_id", "Tests", context={"active_test": False}
    )
