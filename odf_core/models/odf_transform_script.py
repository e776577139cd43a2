from odoo import fields, models


class OdfTransformScript(models.Model):
    _name = "odf.transform.script"
    _description = "Transform Script"
    _inherit = ["odf.identifier.mixin"]
    _order = "name, id"

    description = fields.Text(translate=True)
    company_id = fields.Many2one(
        "res.company",
        help="Only users of this company see the script and run flows with it. Empty: all.",
    )
    code = fields.Text(
        required=True,
        default="def transform(df, ctx):\n    return df\n",
        help="Python that defines transform(df, ctx). It returns a polars frame, or a dict of name "
        "and frame. It runs in a process of its own that can only compute.",
    )
    active = fields.Boolean(default=True)
    step_ids = fields.One2many("odf.flow.step", "script_id", string="Used In")

    def write(self, vals):
        result = super().write(vals)
        # sudo: also flows of companies that the author does not see run the new code.
        self.sudo().step_ids.flow_id.with_env(self.env)._claim()
        return result
