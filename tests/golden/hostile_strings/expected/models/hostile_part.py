from odoo import fields, models


class HostilePart(models.Model):
    _name = "hostile.part"
    _description = "hostile.part"

    thing_id = fields.Many2one(
        comodel_name="hostile.thing", required=True, ondelete="cascade"
    )
    share = fields.Float(required=True)
    limit = fields.Float()

    _share_known = models.Constraint('CHECK (share <= "limit")')
