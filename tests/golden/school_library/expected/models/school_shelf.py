from odoo import fields, models


class SchoolShelf(models.Model):
    _name = "school.shelf"
    _description = "Shelf"

    name = fields.Char(required=True, translate=True)
    note = fields.Html(translate=True)
    first_id = fields.Many2one(comodel_name="school.book")
    keeper_id = fields.Many2one(comodel_name="res.partner")
