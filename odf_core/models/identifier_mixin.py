import re
import unicodedata

from odoo import api, fields, models
from odoo.exceptions import ValidationError

# As the engine's document wants it.
IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class OdfIdentifierMixin(models.AbstractModel):
    _name = "odf.identifier.mixin"
    _description = "Technical Name"

    name = fields.Char(
        string="Technical Name",
        required=True,
        help="Lower-case letters, digits and underscores.",
    )

    def _propose_name(self, title):
        """Fill in what a title suggests, until there is a name; for an onchange."""
        letters = unicodedata.normalize("NFKD", title or "").encode("ascii", "ignore").decode()
        name = "_".join(re.findall("[a-z0-9]+", letters.lower()))
        if not self.name and IDENTIFIER.fullmatch(name):
            self.name = name

    @api.constrains("name")
    def _check_name(self):
        for record in self:
            if not IDENTIFIER.fullmatch(record.name):
                raise ValidationError(
                    self.env._(
                        "%s is no technical name. Use lower-case letters, digits and underscores.",
                        record.name,
                    )
                )
