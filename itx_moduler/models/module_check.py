import time

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..adapters import documents
from ..adapters.live import apply
from ..adapters.scratch import databases, jobs

#: Seconds that a job may take; another limit can be set as a system parameter.
_TIME_LIMIT = 1800
_PARAMETER = "itx_moduler.scratch_time_limit"


class Module(models.Model):
    _inherit = "itx.moduler.module"

    check_ids = fields.One2many(
        "itx.moduler.check", "module_id", "Checks by Real Install", copy=False, readonly=True
    )

    def action_check_by_applying(self):
        """Apply the module, read it back, and take everything back; for managers only."""
        self._require_states("validated", "applied", "exported")
        self._require_manager()
        started = time.monotonic()
        state, message = "passed", False
        try:
            with documents.user_errors(self.env):
                apply.attempt(self, documents.read(self))
        except UserError as error:
            state, message = "failed", error.args[0]
        self.env["itx.moduler.check"]._unguarded().create(
            {
                "module_id": self.id,
                "kind": "apply",
                "state": state,
                "fingerprint": self.fingerprint,
                "seconds": time.monotonic() - started,
                "message": message,
                "elements": "\n".join(documents.failing_elements(self, message or "")),
            }
        )
        if state == "failed":
            return self._notify("danger", message)
        return self._notify(
            "success", self.env._("It can be applied here. Everything has been taken back.")
        )

    def action_check_by_installing(self):
        """Install the generated module with its tests in a scratch database, in the background."""
        self._require_states("validated", "applied", "exported")
        self.check_access("write")
        self._require_permission()
        self._require_scratch()
        with documents.user_errors(self.env):
            tree = documents.files(self)
        depends = self.dependency_ids.mapped("name")
        token, _database = jobs.install(tree, self.name, depends, self._time_limit())
        self.env["itx.moduler.scratch.database"]._use_template(jobs.template_for(depends)[0])
        self.env["itx.moduler.check"]._unguarded().create(
            {
                "module_id": self.id,
                "kind": "install",
                "fingerprint": self.fingerprint,
                "token": token,
            }
        )
        return self._notify(
            "info",
            self.env._("The module is being installed for trial. See the page Real Install."),
        )

    def action_refresh_checks(self):
        """Look how far the running checks are."""
        return self.check_ids.action_refresh()

    def action_side_by_side(self):
        """Return the action that asks which two versions to bring to life beside each other."""
        self.ensure_one()
        others = self._versions() - self
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Two Versions Side by Side"),
            "res_model": "itx.moduler.side.by.side.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_lineage": self.uid,
                "default_first_version_id": (self.parent_version_id or others[:1]).id,
                "default_second_version_id": self.id,
            },
        }

    def _require_manager(self):
        if not self.env.user.has_group("itx_moduler.group_manager"):
            raise AccessError(self.env._("Only Moduler managers do that; ask one of them."))

    def _require_permission(self):
        """Raise AccessError where the owner of the server has not allowed to run this code."""
        permitted = jobs.permitted()
        if not permitted:
            raise AccessError(
                self.env._(
                    "Installing a module runs its Python on this server. Whoever runs the server "
                    "can allow that by setting %(variable)s to managers, or to authors.",
                    variable=jobs.PERMISSION,
                )
            )
        if permitted == "managers":
            self._require_manager()

    def _require_scratch(self):
        """Raise UserError where no scratch database can be made."""
        if not databases.can_create(self.env.cr):
            raise UserError(
                self.env._(
                    "The PostgreSQL user %(user)s may not create databases. Let an administrator "
                    "of PostgreSQL run: ALTER ROLE %(user)s CREATEDB",
                    user=databases.user(self.env.cr),
                )
            )

    def _time_limit(self):
        # sudo: how long jobs may take is no secret.
        return int(self.env["ir.config_parameter"].sudo().get_param(_PARAMETER, _TIME_LIMIT))
