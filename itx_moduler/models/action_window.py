from odoo import fields, models


class ActionWindow(models.Model):
    _name = "itx.moduler.action.window"
    _description = "Window Action"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "action_window"
    # `context` means something else in the views of the web client.
    _ir_fields = {"context": "action_context"}

    xml_id = fields.Char("XML ID", required=True, help="For example: action_book.")
    name = fields.Char("Label", required=True)
    model = fields.Char("Model Name", required=True)
    view_mode = fields.Char("Views", default="list, form", help="With commas between.")
    domain = fields.Char(help="Which records it shows. For example: [('active', '=', True)].")
    action_context = fields.Char("Context", help="For example: {'search_default_open': 1}.")
    limit = fields.Integer(default=80, help="Records per page.")
    help = fields.Text(help="HTML, shown when there is no record yet.")
    parent_version_id = fields.Many2one(
        "itx.moduler.action.window", compute="_compute_parent_version_id"
    )
