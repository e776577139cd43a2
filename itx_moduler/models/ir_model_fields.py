from odoo import fields, models

from ..adapters.live import attributes


class IrModelFields(models.Model):
    _name = "ir.model.fields"
    _inherit = ["ir.model.fields", "itx.moduler.guarded"]

    # What stands here counts when the registry is set up: nonsense would keep Odoo from starting.
    moduler_attributes = fields.Json(
        copy=False,
        guarded=True,
        help="Arguments of the field for which there is no other place.",
    )

    def _instanciate_attrs(self, field_data):
        """Give live fields the arguments for which Odoo's metadata has no place."""
        attrs = super()._instanciate_attrs(field_data)
        kept = field_data.get("moduler_attributes")
        if attrs and kept:
            attrs.update(attributes.field_arguments(self.env, kept))
        return attrs
