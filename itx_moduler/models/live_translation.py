from odoo import fields, models


class LiveTranslation(models.Model):
    """A translation that was put into the database: Odoo keeps it in the translated records only.

    Only applying writes here.
    """

    _name = "itx.moduler.live.translation"
    _description = "Live Translation"
    _inherit = ["itx.moduler.guarded"]
    _order = "lang, id"

    _guard_records = True

    name = fields.Char(required=True)
    lang = fields.Char("Language", required=True)
    source = fields.Text("Text", required=True)
    value = fields.Text("Translation", required=True)
