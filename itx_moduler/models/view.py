from odoo import fields, models


class View(models.Model):
    _name = "itx.moduler.view"
    _description = "View"
    _inherit = ["itx.moduler.record.element"]
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
            ("activity", "Activity"),
            ("qweb", "QWeb"),
        ],
        help="Empty: that of the view it inherits from.",
    )
    inherit_id = fields.Char("Inherits From", help="XML ID of the view that it changes.")
    mode = fields.Selection(
        [("primary", "A view beside its parent"), ("extension", "Changes its parent")],
        help="Empty: what inherits changes its parent.",
    )
    priority = fields.Integer(default=16, help="Of two views of a type, the lower number is shown.")
    groups = fields.Char(help="XML ids of the groups it is for, with commas between. Empty: all.")
    enabled = fields.Boolean(default=True, help="Whether it is in use as soon as it stands.")
    arch = fields.Text("Architecture", required=True, help="The view as XML.")
    parent_version_id = fields.Many2one("itx.moduler.view", compute="_compute_parent_version_id")
