from odoo import api, models


class IrModel(models.Model):
    _inherit = "ir.model"

    @api.model
    def _instanciate_attrs(self, model_data):
        """Give manual models the SQL constraints that were applied to them, with their messages."""
        attrs = super()._instanciate_attrs(model_data)
        declared = self.env["itx.moduler.live.constraint"]._declared(model_data["id"])
        for name, definition, message in declared:
            attrs[f"_{name}"] = models.Constraint(definition, message or "")
        return attrs
