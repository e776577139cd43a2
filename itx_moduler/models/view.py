from odoo import fields, models


class View(models.Model):
    _name = "itx.moduler.view"
    _description = "View"
    _inherit = ["itx.moduler.element"]
    _rec_name = "xml_id"

    _ir_kind = "view"

    xml_id = fields.Char("XML ID", help="Empty: made from the model and the type.")
    name = fields.Char(help="Empty: the XML ID.")
    model = fields.Char("Model Name", required=True)
    type = fields.Selection(
        [
            ("form", "Form"),
            ("list", "List"),
            ("search", "Search"),
            ("kanban", "Kanban"),
            ("calendar", "Calendar"),
            ("pivot", "Pivot"),
            ("graph", "Graph"),
        ],
        required=True,
    )
    priority = fields.Integer(default=16, help="Of two views of a type, the lower number is shown.")
    arch = fields.Text("Architecture", required=True, help="The view as XML.")
    parent_version_id = fields.Many2one("itx.moduler.view", compute="_compute_parent_version_id")
