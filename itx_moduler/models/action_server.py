from odoo import fields, models


class ActionServer(models.Model):
    _name = "itx.moduler.action.server"
    _description = "Server Action"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "action_server"

    xml_id = fields.Char("XML ID", required=True, help="For example: action_close_orders.")
    name = fields.Char("Label", required=True)
    model = fields.Char("Model Name")
    code = fields.Text(help="Python that it runs. Leave it empty to start a data flow.")
    flow = fields.Char("Data Flow", help="Name of the flow that it starts instead of code.")
    binding_model = fields.Char(
        "In the Action Menu of", help="Technical name of the model in whose menu it appears."
    )
    groups = fields.Char(help="XML ids of the groups that see it, with commas between. Empty: all.")
    parent_version_id = fields.Many2one(
        "itx.moduler.action.server", compute="_compute_parent_version_id"
    )
