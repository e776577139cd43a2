from odoo import fields, models


class Rule(models.Model):
    _name = "itx.moduler.rule"
    _description = "Record Rule"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "rule"

    xml_id = fields.Char("XML ID", required=True, help="For example: book_rule_user.")
    name = fields.Char("Label", required=True)
    model = fields.Char("Model Name", required=True)
    domain = fields.Char(
        required=True,
        help="Which records may be reached. For example: [('user_id', '=', user.id)].",
    )
    groups = fields.Char(help="XML ids of the groups it binds, with commas between. Empty: all.")
    perm_read = fields.Boolean("Read", default=True)
    perm_write = fields.Boolean("Change", default=True)
    perm_create = fields.Boolean("Create", default=True)
    perm_unlink = fields.Boolean("Delete", default=True)
    parent_version_id = fields.Many2one("itx.moduler.rule", compute="_compute_parent_version_id")
