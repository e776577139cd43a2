from odoo import fields, models


class Access(models.Model):
    _name = "itx.moduler.model.access"
    _description = "Access Right"
    _inherit = ["itx.moduler.record.element"]
    _rec_name = "xml_id"

    _ir_kind = "access"

    xml_id = fields.Char("XML ID", help="Empty: made from the model and the group.")
    name = fields.Char(help="Empty: the XML ID.")
    model = fields.Char("Model Name", required=True)
    group = fields.Char(help="XML ID of the group. Empty: everyone, the public included.")
    perm_read = fields.Boolean("Read")
    perm_write = fields.Boolean("Change")
    perm_create = fields.Boolean("Create")
    perm_unlink = fields.Boolean("Delete")
    parent_version_id = fields.Many2one(
        "itx.moduler.model.access", compute="_compute_parent_version_id"
    )
