from odoo import fields, models


class SourceFile(models.Model):
    _name = "itx.moduler.source.file"
    _description = "Source File"
    _inherit = ["itx.moduler.element"]
    _rec_name = "path"

    _ir_kind = "source_file"

    path = fields.Char(required=True, help="Below the module's folder: models/book.py.")
    pieces = fields.Text(
        help="The text as it was taken in, cut into pieces, as JSON: bare text, or text with the "
        "identity of the element that it says.",
    )
    binary = fields.Text("Content (base64)", help="Of a file that is no text.")
    parent_version_id = fields.Many2one(
        "itx.moduler.source.file", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    source_file_ids = fields.One2many(
        "itx.moduler.source.file", "module_id", "Source Files", context={"active_test": False}
    )
