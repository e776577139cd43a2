from odoo import fields, models


class ScreensBoard(models.Model):
    _name = "screens.board"
    _description = "Board"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    state = fields.Selection(
        selection=[("new", "New"), ("done", "Done")], default="new"
    )
    due = fields.Date()
    currency_id = fields.Many2one(comodel_name="res.currency")
    amount = fields.Monetary()
    tag_ids = fields.Many2many(comodel_name="screens.tag")
    part_ids = fields.One2many(comodel_name="screens.part", inverse_name="board_id")
    note = fields.Html()
    picture = fields.Image()
