from odoo import fields, models


class Group(models.Model):
    _name = "itx.moduler.group"
    _description = "Group"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "group"

    xml_id = fields.Char("XML ID", required=True, help="For example: group_user.")
    name = fields.Char("Label", required=True)
    comment = fields.Text(help="What its members may do.")
    implied = fields.Char(
        "Implied Groups", help="XML ids of the groups its members get with it, with commas between."
    )
    parent_version_id = fields.Many2one("itx.moduler.group", compute="_compute_parent_version_id")
