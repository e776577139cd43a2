from odoo import fields, models


class Translation(models.Model):
    _name = "itx.moduler.translation"
    _description = "Translation"
    _inherit = ["itx.moduler.element"]
    _rec_name = "source"

    _ir_kind = "translation"

    name = fields.Char(help="Empty: made from the language and the text.")
    lang = fields.Char("Language", required=True, help="Its code. For example: th_TH.")
    source = fields.Text("Text", required=True, help="As it stands in the module, in English.")
    value = fields.Text("Translation", required=True)
    places = fields.Char(
        "Further Places",
        help="Places that the generator can't find, as a PO file names them, with commas between.",
    )
    parent_version_id = fields.Many2one(
        "itx.moduler.translation", compute="_compute_parent_version_id"
    )


class Module(models.Model):
    _inherit = "itx.moduler.module"

    translation_ids = fields.One2many(
        "itx.moduler.translation", "module_id", "Translations", context={"active_test": False}
    )
