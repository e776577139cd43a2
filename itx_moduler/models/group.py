from odoo import fields, models


class Group(models.Model):
    _name = "itx.moduler.group"
    _description = "Group"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "group"

    xml_id = fields.Char("XML ID", required=True, help="For example: group_user.")
    name = fields.Char("Label", required=True)
    comment = fields.Text(help="What its members may do.")
    privilege = fields.Char(help="XML ID of the privilege that it is a level of.")
    sequence = fields.Integer(help="Place among the levels of its privilege.")
    implied = fields.Char(
        "Implied Groups", help="XML ids of the groups its members get with it, with commas between."
    )
    users = fields.Char(
        "Members", help="XML ids of users to put into it. For example: base.user_admin."
    )
    share = fields.Boolean("For Sharing", help="Made only to share records with people outside.")
    parent_version_id = fields.Many2one("itx.moduler.group", compute="_compute_parent_version_id")
