from odoo import fields, models


class Partner(models.Model):
    _inherit = "res.partner"

    sample_ids = fields.One2many("roundtrip.sample", "partner_id", "Samples")
    type = fields.Selection(selection_add=[("sample", "Sample")], ondelete={"sample": "set null"})
