from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError

from ..adapters import documents
from ..adapters.live.world import OdooWorld


class Module(models.Model):
    _inherit = "itx.moduler.module"

    fingerprint = fields.Char(
        copy=False,
        readonly=True,
        guarded=True,
        help="Hash of the content that was validated.",
    )
    validated_date = fields.Datetime("Validated on", copy=False, readonly=True, guarded=True)

    def action_validate(self):
        """Check the module; say what is wrong at each element, or let it become *validated*.

        Returns a notification. A module that is past draft has been validated: nothing happens.
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            self._require_states("validated", "applied", "exported")
            return self._notify("success", self.env._("This module is valid."))
        check = documents.check(self, OdooWorld(self.env))
        self._show_problems(check.problems)
        if check.problems:
            count = len(check.problems)
            return self._notify(
                "danger",
                self.env._("There are problems: %(count)s. They are listed below.", count=count),
            )
        self._unguarded().write(
            {
                "state": "validated",
                "fingerprint": check.fingerprint,
                "validated_date": fields.Datetime.now(),
            }
        )
        self._save_revision("validate", self.env._("Validated"))
        return self._notify("success", self.env._("This module is valid."))

    def action_draft(self):
        """Take a validated module back to draft, where it can be edited."""
        for module in self:
            module.check_access("write")
            if module.state == "draft":
                continue
            module._require_states("validated")
            module._unguarded().write(
                {"state": "draft", "fingerprint": False, "validated_date": False, **self._no_plan()}
            )
        return True

    def action_archive(self):
        """Put modules away. What they have made in the database stays."""
        for module in self.filtered(lambda module: module.state != "archived"):
            module.check_access("write")
            module._unguarded().write(
                {"state": "archived", "active": False, "state_before_archive": module.state}
            )
            module._save_revision("archive", self.env._("Archived"))
        return True

    def action_restore(self):
        """Bring archived modules back to the state they had.

        One that was applied is so only if it still stands in the database; else it is *validated*.
        """
        for module in self.filtered(lambda module: module.state == "archived"):
            module.check_access("write")
            state = module.state_before_archive
            if state == "applied" and not module.is_live:
                state = "validated"
            module._unguarded().write(
                {"state": state, "active": True, "state_before_archive": False}
            )
            module._save_revision("restore", self.env._("Restored"))
        return True

    def action_unarchive(self):
        return self.action_restore()

    def _require_states(self, *states):
        """Raise UserError unless the module is in one of the states."""
        self.ensure_one()
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(module)s is %(state)s; for this it must be %(wanted)s.",
                    module=self.display_name,
                    state=labels[self.state].lower(),
                    wanted=" / ".join(labels[state].lower() for state in states),
                )
            )

    def _show_problems(self, problems):
        """Write what is wrong to the module, to the element it is about and to those that hold it.

        `problems` are (uids, line) pairs, a line being `path: sentence`.
        """
        by_uid = defaultdict(list)
        for uids, line in problems:
            for uid in uids:
                by_uid[uid].append(line)
        for element in documents.elements(self):
            text = "\n".join(by_uid.get(element.uid, ())) or False
            if element.error_message != text:
                element._unguarded().error_message = text
        self._unguarded().error_message = "\n".join(line for _uids, line in problems) or False

    def _notify(self, level, message):
        """Return a client action that shows a message and reads the form anew."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": level,
                "message": message,
                "sticky": level == "danger",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
