from odoo import fields, models


class ActionClient(models.Model):
    _name = "itx.moduler.action.client"
    _description = "Client Action"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "action_client"
    # `context` means something else in the views of the web client.
    _ir_fields = {"context": "action_context"}

    xml_id = fields.Char("XML ID", required=True, help="For example: action_dashboard.")
    name = fields.Char("Label", required=True)
    tag = fields.Char(required=True, help="Name under which JavaScript has registered the action.")
    target = fields.Selection(
        [
            ("current", "Current Window"),
            ("new", "Dialog"),
            ("fullscreen", "Full Screen"),
            ("main", "Main Action"),
        ],
        required=True,
        default="current",
    )
    model = fields.Char("Model Name", help="Of the records that it is about.")
    action_context = fields.Char("Context", help="For example: {'search_default_open': 1}.")
    path = fields.Char("Path in the Address", help="For example: board, for /odoo/board.")
    binding_model = fields.Char("Action Menu of", help="Name of the model that offers it.")
    binding_view_types = fields.Char(
        "On Views", default="list, form", help="Types of views that offer it, with commas between."
    )
    parent_version_id = fields.Many2one(
        "itx.moduler.action.client", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    action_client_ids = fields.One2many(
        "itx.moduler.action.client", "module_id", "Client Actions", context={"active_test": False}
    )
