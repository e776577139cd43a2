from odoo import models


class Model(models.Model):
    """The buttons of a model are those of its module: the module is the unit that moves."""

    _inherit = "itx.moduler.model"

    def _started_here(self):
        """Return the module, with a note for its revisions of where the action was started."""
        self.ensure_one()
        return self.module_id.with_context(itx_moduler_model_id=self.id)

    def action_validate(self):
        return self._started_here().action_validate()

    def action_draft(self):
        return self._started_here().action_draft()

    def action_plan(self):
        return self._started_here().action_plan()

    def action_apply_to_odoo(self):
        return self._started_here().action_apply_to_odoo()

    def action_export_module(self):
        return self._started_here().action_export_module()

    def action_save_new_version(self):
        return self._started_here().action_save_new_version()

    def action_compare_versions(self):
        return self._started_here().action_compare_versions()

    def action_rollback(self):
        return self._started_here().action_rollback()

    def action_archive(self):
        return self._started_here().action_archive()

    def action_restore(self):
        return self._started_here().action_restore()

    def action_unarchive(self):
        return self._started_here().action_restore()
