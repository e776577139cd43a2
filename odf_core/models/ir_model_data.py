from odoo import api, fields, models
from odoo.tools import SQL

#: Stands before the module's name of an external ID while the module is being uninstalled.
_ASIDE = "__odf__"


class IrModelData(models.Model):
    _inherit = "ir.model.data"

    odf_loaded = fields.Boolean(
        string="Loaded by a Data Flow",
        readonly=True,
        help="The record came with the data of a flow, not with the files of a module.",
    )

    @api.model
    def _module_data_uninstall(self, modules_to_remove):
        """What flows have loaded is the data of the database: it stays when their module goes.

        The external IDs stay with it, so that the same flow would find the records again. Those of
        models that go are deleted with their models.
        """
        # Odoo deletes whatever has an external ID of the module.
        self._rename_modules(
            SQL("%s || module", _ASIDE),
            SQL("module = ANY(%s) AND odf_loaded", list(modules_to_remove)),
        )
        result = super()._module_data_uninstall(modules_to_remove)
        # The mark may be gone by now, with the module that has brought it: this one.
        self._rename_modules(
            SQL("substr(module, %s)", len(_ASIDE) + 1),
            SQL("module = ANY(%s)", [f"{_ASIDE}{module}" for module in modules_to_remove]),
        )
        return result

    def _rename_modules(self, name, condition):
        self.flush_model()
        # There may be millions.
        self.env.cr.execute(SQL("UPDATE ir_model_data SET module = %s WHERE %s", name, condition))
        self.invalidate_model(["module"])
