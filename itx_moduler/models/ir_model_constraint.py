from odoo import models


class IrModelConstraint(models.Model):
    _inherit = "ir.model.constraint"

    def _reflect_model(self, model):
        """Leave manual models out: reflection is for what a module brings and takes away again."""
        if not model._custom:
            super()._reflect_model(model)
