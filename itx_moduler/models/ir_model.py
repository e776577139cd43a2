from odoo import api, fields, models

from ..adapters.live import attributes


class IrModel(models.Model):
    _name = "ir.model"
    _inherit = ["ir.model", "itx.moduler.guarded"]

    # What stands here counts when the registry is set up: nonsense would keep Odoo from starting.
    moduler_attributes = fields.Json(
        copy=False,
        guarded=True,
        help="Attributes of the model for which there is no other place.",
    )

    @api.model
    def _instanciate_attrs(self, model_data):
        """Give manual models what was applied to them and Odoo's metadata has no place for."""
        attrs = super()._instanciate_attrs(model_data)
        for constraint in self.env["itx.moduler.live.constraint"]._declared(model_data["id"]):
            attrs[f"_{constraint.name}"] = constraint.table_object()
        kept = model_data.get("moduler_attributes")
        if kept:
            further, mixins = attributes.model_arguments(self.env, model_data["model"], kept)
            attrs.update(further)
            if mixins:
                given = attrs.get("_inherit") or []
                given = [given] if isinstance(given, str) else list(given)
                attrs["_inherit"] = [*given, *(name for name in mixins if name not in given)]
        return attrs
