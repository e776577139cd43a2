from odoo import fields, models


class AssetsBundle(models.Model):
    _name = "itx.moduler.assets.bundle"
    _description = "Asset Bundle Line"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "assets_bundle"

    name = fields.Char(help="Empty: made from the rest.")
    bundle = fields.Char(required=True, default="web.assets_backend")
    directive = fields.Selection(
        [
            ("append", "Append"),
            ("prepend", "Prepend"),
            ("before", "Before"),
            ("after", "After"),
            ("remove", "Remove"),
            ("replace", "Replace"),
            ("include", "Include"),
        ],
        required=True,
        default="append",
    )
    path = fields.Char(
        required=True,
        help="A file or a pattern; static/… is of this module. For Include: the name of a bundle.",
    )
    target = fields.Char(help="The file that it is put before, after, or instead of.")
    parent_version_id = fields.Many2one(
        "itx.moduler.assets.bundle", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    assets_bundle_ids = fields.One2many(
        "itx.moduler.assets.bundle",
        "module_id",
        "Asset Bundle Lines",
        context={"active_test": False},
    )
