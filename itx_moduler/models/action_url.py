from odoo import fields, models


class ActionUrl(models.Model):
    _name = "itx.moduler.action.url"
    _description = "Address Action"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "action_url"

    xml_id = fields.Char("XML ID", required=True, help="For example: action_open_manual.")
    name = fields.Char("Label", required=True)
    url = fields.Char("Address", required=True)
    target = fields.Selection(
        [("new", "New Window"), ("self", "This Window"), ("download", "Download")],
        required=True,
        default="new",
    )
    path = fields.Char("Path in the Address", help="For example: manual, for /odoo/manual.")
    binding_model = fields.Char("Action Menu of", help="Name of the model that offers it.")
    binding_view_types = fields.Char(
        "On Views", default="list, form", help="Types of views that offer it, with commas between."
    )
    parent_version_id = fields.Many2one(
        "itx.moduler.action.url", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    action_url_ids = fields.One2many(
        "itx.moduler.action.url", "module_id", "Address Actions", context={"active_test": False}
    )
