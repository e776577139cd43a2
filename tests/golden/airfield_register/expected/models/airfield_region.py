from odoo import fields, models


class AirfieldRegion(models.Model):
    _name = "airfield.region"
    _description = "Region"
    _order = "code"

    code = fields.Char(required=True, size=8)
    name = fields.Char(required=True)
    manager_ids = fields.Many2many(comodel_name="res.users", string="Managers")
    airfield_ids = fields.One2many(
        comodel_name="airfield.airfield", inverse_name="region_id", string="Airfields"
    )

    _code_unique = models.Constraint(
        "UNIQUE (code)", "Two regions can't have the same code."
    )
