from odoo import api, models
from odoo.exceptions import ValidationError

from ..adapters.connections import SECRETS


class IrDefault(models.Model):
    _inherit = "ir.default"

    @api.constrains("field_id")
    def _check_no_secret(self):
        for default in self:
            if default.field_id.model == "odf.connection" and default.field_id.name in SECRETS:
                # It would stand there for everybody to read.
                raise ValidationError(self.env._("A secret can't be a default value."))
