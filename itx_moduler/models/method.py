from odoo import fields, models


class Method(models.Model):
    _name = "itx.moduler.model.method"
    _description = "Method"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "method"
    _ir_parent = "model_id"

    model_id = fields.Many2one(
        "itx.moduler.model", required=True, ondelete="cascade", index=True, copy=False
    )
    module_id = fields.Many2one(related="model_id.module_id", store=True, precompute=True)

    name = fields.Char("Technical Name", required=True, help="For example: _compute_total.")
    type = fields.Selection(
        [
            ("compute", "Computes a field"),
            ("inverse", "Takes a written value"),
            ("search", "Searches a field"),
            ("onchange", "When a field changes on the form"),
            ("constrains", "Checks records"),
            ("create", "Instead of creating"),
            ("write", "Instead of writing"),
            ("unlink", "Instead of deleting"),
            ("ondelete", "Before deleting"),
            ("action", "For a button"),
            ("cron", "For a schedule"),
            ("helper", "For other code"),
        ],
        required=True,
        default="compute",
    )
    depends = fields.Char(
        "Depends on",
        help="Fields whose change starts it, with commas between. For example: line_ids.price.",
    )
    arguments = fields.Char("Parameters", help="Empty: as the type wants. For example: self, vals.")
    returns = fields.Char(help="What it is declared to return. For example: bool.")
    decorators = fields.Text("Further Decorators", help="One on each line: @api.model.")
    code = fields.Text(required=True, help="Python, without the def line. The records are in self.")
    parent_version_id = fields.Many2one(
        "itx.moduler.model.method", compute="_compute_parent_version_id"
    )
