from odoo import fields, models


class Migration(models.Model):
    _name = "itx.moduler.migration"
    _description = "Migration Script"
    _inherit = ["itx.moduler.element"]

    _ir_kind = "migration"
    _ir_fields = {"version": "target_version"}

    name = fields.Char("Technical Name", required=True, help="For example: fill_shelves.")
    target_version = fields.Char(
        "Up to Release",
        required=True,
        help="It runs when an installed module is older than this release, for example 1.1.0.",
    )
    phase = fields.Selection(
        [
            ("pre", "Before the models are loaded"),
            ("post", "After the data is loaded"),
            ("end", "When all modules are upgraded"),
        ],
        required=True,
        default="post",
    )
    head = fields.Text("Above the Function", help="Imports and helpers.")
    code = fields.Text(required=True, help="Python that has the cursor cr and the old version.")
    parent_version_id = fields.Many2one(
        "itx.moduler.migration", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    migration_ids = fields.One2many(
        "itx.moduler.migration", "module_id", "Migration Scripts", context={"active_test": False}
    )
