from odoo import fields, models


class ScreensPart(models.Model):
    _name = "screens.part"
    _description = "Part"

    name = fields.Char()
    qty = fields.Float()
    board_id = fields.Many2one(
        comodel_name="screens.board", required=True, ondelete="cascade"
    )
