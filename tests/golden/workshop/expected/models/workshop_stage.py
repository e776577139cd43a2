from odoo import fields, models


class WorkshopStage(models.Model):
    _name = "workshop.stage"
    _description = "workshop.stage"

    name = fields.Char(required=True)
