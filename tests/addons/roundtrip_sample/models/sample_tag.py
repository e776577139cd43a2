from odoo import fields, models


class SampleTag(models.Model):
    _name = "roundtrip.sample.tag"
    _description = "Sample Tag"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
