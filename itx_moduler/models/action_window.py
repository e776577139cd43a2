from odoo import fields, models


class ActionWindow(models.Model):
    _name = "itx.moduler.action.window"
    _description = "Window Action"
    _inherit = ["itx.moduler.record.element"]

    _ir_kind = "action_window"
    # `context` means something else in the views of the web client.
    _ir_fields = {"context": "action_context"}

    xml_id = fields.Char("XML ID", required=True, help="For example: action_book.")
    name = fields.Char("Label", required=True)
    model = fields.Char("Model Name", required=True)
    view_mode = fields.Char("Views", default="list, form", help="With commas between.")
    view_id = fields.Char("First View", help="XML ID of the view that it opens with.")
    views = fields.Text(
        "Views by Type", help='As JSON: type → XML ID, for example {"form": "book_view_form"}.'
    )
    search_view_id = fields.Char(help="XML ID.")
    domain = fields.Char(help="Which records it shows. For example: [('active', '=', True)].")
    action_context = fields.Char("Context", help="For example: {'search_default_open': 1}.")
    limit = fields.Integer(default=80, help="Records per page.")
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
    path = fields.Char("Path in the Address", help="For example: books, for /odoo/books.")
    res_id = fields.Char("Record", help="XML ID of the one record that it opens.")
    usage = fields.Char()
    mobile_view_mode = fields.Char("First View on Phones", default="kanban")
    cache = fields.Boolean("Keep Data in the Browser", default=True)
    groups = fields.Char(help="XML ids of the groups it is for, with commas between. Empty: all.")
    binding_model = fields.Char("Action Menu of", help="Name of the model that offers it.")
    binding_view_types = fields.Char(
        "On Views", default="list, form", help="Types of views that offer it, with commas between."
    )
    help = fields.Text(help="HTML, shown when there is no record yet.")
    parent_version_id = fields.Many2one(
        "itx.moduler.action.window", compute="_compute_parent_version_id"
    )
