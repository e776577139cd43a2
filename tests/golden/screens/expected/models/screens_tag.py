from odoo import fields, models


class ScreensTag(models.Model):
    _name = "screens.tag"
    _description = "Tag"

    name = fields.Char(required=True)
