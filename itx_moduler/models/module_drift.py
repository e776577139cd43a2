from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..adapters import documents
from ..adapters.live import drift


class Module(models.Model):
    _inherit = "itx.moduler.module"

    drift_text = fields.Text("Changed by Hand", copy=False, readonly=True, guarded=True)
    drift_date = fields.Datetime("Looked for on", copy=False, readonly=True, guarded=True)
    drift_count = fields.Integer("Changes by Hand", copy=False, readonly=True, guarded=True)

    def action_find_drift(self):
        """Find what was changed in the database since this version was applied, and keep it."""
        live = self._live_version_record()
        with documents.user_errors(self.env):
            found = drift.find(live)
        live._unguarded().write(
            {
                "drift_count": len(found.operations),
                "drift_text": documents.described(self.env, found.operations),
                "drift_date": fields.Datetime.now(),
            }
        )
        if not found.operations:
            return self._notify("success", self.env._("The database is as it was applied."))
        return self._notify(
            "warning",
            self.env._(
                "Changed by hand: %(count)s. Adopt the changes into a new version, or plan and "
                "apply this version again to overwrite them.",
                count=len(found.operations),
            ),
        )

    def action_adopt_drift(self):
        """Make a new draft that holds what was changed by hand; records added are ours then."""
        live = self._live_version_record()
        if not self.env.user.has_group("itx_moduler.group_manager"):
            raise AccessError(
                self.env._("Only Moduler managers take records into a module; ask one of them.")
            )
        with documents.user_errors(self.env):
            adoption = drift.adopt(live)
        summary = self.env._("Changes by hand adopted")
        if adoption.left:
            left = documents.sentences(self.env, adoption.left)
            summary = f"{summary}\n{left}"
        version = live._versions()[0]._make_next(adoption.document, "edit", summary)
        return version._open()

    def _live_version_record(self):
        """Return the version of this module that stands in the database; raise if none does."""
        self.ensure_one()
        live = self._versions().filtered("is_live")[:1]
        if not live:
            raise UserError(self.env._("No version of this module stands in the database."))
        return live
