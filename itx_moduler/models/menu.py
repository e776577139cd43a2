from odoo import fields, models


class Menu(models.Model):
    _name = "itx.moduler.menu"
    _description = "Menu"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "menu"
    # `parent` means something else in the views of the web client.
    _ir_fields = {"parent": "parent_menu"}

    xml_id = fields.Char("XML ID", required=True, help="For example: menu_book.")
    name = fields.Char("Label", help="Empty: called as its action is.")
    parent_menu = fields.Char(help="XML ID of the menu above. Empty: an app of its own.")
    action = fields.Char(help="XML ID of the action that it opens.")
    sequence = fields.Integer(default=10)
    groups = fields.Char(help="XML ids of the groups that see it, with commas between. Empty: all.")
    web_icon = fields.Char("Icon", help="For example: my_module,static/description/icon.png.")
    enabled = fields.Boolean(default=True, help="Whether it is shown.")
    parent_version_id = fields.Many2one("itx.moduler.menu", compute="_compute_parent_version_id")
