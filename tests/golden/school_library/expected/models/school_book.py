from odoo import fields, models


class SchoolBook(models.Model):
    _name = "school.book"
    _description = "Book"

    name = fields.Char(required=True)
    shelf_id = fields.Many2one(comodel_name="school.shelf", required=True)
    sequel_id = fields.Many2one(comodel_name="school.book")
    country_ids = fields.Many2many(comodel_name="res.country")
    pages = fields.Integer()
    weight = fields.Float()
    lent = fields.Boolean()
    bought = fields.Date()
    seen = fields.Datetime()
    cover = fields.Binary()
    facts = fields.Json()
    state = fields.Selection(selection=[("new", "New"), ("old", "Old")], default="new")
    reader_id = fields.Many2one(comodel_name="res.partner")
    due = fields.Date()
