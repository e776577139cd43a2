from odoo import api, fields, models


class AirfieldAirfield(models.Model):
    _name = "airfield.airfield"
    _description = "Airfield"
    _order = "name, id"

    name = fields.Char(required=True)
    iata = fields.Char(string="IATA code", required=True, index=True, size=4)
    active = fields.Boolean(default=True)
    city = fields.Char()
    region_id = fields.Many2one(
        comodel_name="airfield.region", index=True, ondelete="restrict"
    )
    country = fields.Char()
    status = fields.Selection(
        selection=[("open", "Open"), ("seasonal", "Seasonal"), ("closed", "Closed")],
        default="open",
    )
    latitude = fields.Float(digits=(9, 6))
    longitude = fields.Float(digits=(9, 6))
    position = fields.Char(
        compute="_compute_position",
        store=True,
        help="Latitude and longitude in degrees and compass directions.",
    )
    military = fields.Boolean()
    inspected_on = fields.Date(string="Last inspection")
    notes = fields.Text()

    _iata_unique = models.Constraint(
        "UNIQUE (iata)", "This IATA code is taken by another airfield."
    )

    @api.depends("latitude", "longitude")
    def _compute_position(self):
        for airfield in self:
            north = "N" if airfield.latitude >= 0 else "S"
            east = "E" if airfield.longitude >= 0 else "W"
            airfield.position = "%.4f° %s, %.4f° %s" % (
                abs(airfield.latitude),
                north,
                abs(airfield.longitude),
                east,
            )
