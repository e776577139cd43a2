from odoo import fields, models


class Assets(models.Model):
    _name = "itx.moduler.assets"
    _description = "Asset File"
    _inherit = ["itx.moduler.element"]
    _rec_name = "path"

    _ir_kind = "assets"

    path = fields.Char(required=True, help="For example: static/src/js/board.js.")
    content = fields.Text(required=True)
    parent_version_id = fields.Many2one("itx.moduler.assets", compute="_compute_parent_version_id")


class Module(models.Model):
    _inherit = "itx.moduler.module"

    assets_ids = fields.One2many(
        "itx.moduler.assets", "module_id", "Asset Files", context={"active_test": False}
    )
