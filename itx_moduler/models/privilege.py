from odoo import fields, models


class Privilege(models.Model):
    _name = "itx.moduler.privilege"
    _description = "Privilege"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "privilege"

    xml_id = fields.Char("XML ID", required=True, help="For example: privilege_library.")
    name = fields.Char("Label", required=True, help="What the settings of a user call it.")
    description = fields.Text()
    category = fields.Char(help="XML ID. For example: base.module_category_services.")
    sequence = fields.Integer(default=100)
    placeholder = fields.Char(default="No", help="What is shown while no level is chosen.")
    parent_version_id = fields.Many2one(
        "itx.moduler.privilege", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    privilege_ids = fields.One2many(
        "itx.moduler.privilege", "module_id", "Privileges", context={"active_test": False}
    )
