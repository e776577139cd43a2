from odoo import fields, models


class TransformScript(models.Model):
    _name = "itx.moduler.transform.script"
    _description = "Transform Script"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "script"

    name = fields.Char("Technical Name", required=True, help="For example: clean_airports.")
    title = fields.Char(help="The name that people read. Empty: the technical name.")
    code = fields.Text(
        required=True,
        help="Python that defines transform(df, ctx); df is a polars frame, and so is what it "
        "returns, or several of them by name.",
    )
    parent_version_id = fields.Many2one(
        "itx.moduler.transform.script", compute="_compute_parent_version_id"
    )
