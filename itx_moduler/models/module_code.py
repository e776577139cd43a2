from odoo import api, models
from odoo.exceptions import UserError

from ..adapters import documents
from ..adapters.live import plan
from ..adapters.live.world import OdooWorld


class Module(models.Model):
    """What a pipeline calls from outside, so that documents can live in a repository.

    JSON values go in and come out. Each call is one transaction: it does all or nothing.
    """

    _inherit = "itx.moduler.module"

    @api.model
    def push_document(self, document):
        """Make a version of a document, unless the newest version holds just that already.

        Returns a dict: `id`, `module`, `version`, `state`; `outcome` is *created*, *version* or
        *unchanged*; `changes` tells what differs from the version before, a sentence each.
        Raises UserError with a line `path: sentence` for each thing that is wrong.
        """
        self.check_access("create")
        module, outcome, changes = self._pushed(document)
        return {
            "id": module.id,
            "module": module.name,
            "version": module.version,
            "state": module.state,
            "outcome": outcome,
            "changes": changes,
        }

    @api.model
    @api.readonly
    def plan_document(self, document):
        """Tell what applying a document would do to this database; nothing is written.

        Returns a dict: `module`; `fingerprint`, which stands for this plan; `text` for people;
        `operations` and `limits` for programs. Raises UserError where the document is not valid.
        """
        self.check_access("create")
        previous, loaded = self._loaded(document)
        with documents.user_errors(self.env):
            documents.require_valid(loaded, OdooWorld(self.env))
            made = plan.build_for(self.env, loaded, previous.version)
        return {
            "module": loaded.module.name,
            "fingerprint": made.fingerprint,
            "text": documents.explained(self.env, made),
            "operations": documents.plan_lines(self.env, made),
            "limits": documents.plan_limits(self.env, made),
        }

    @api.model
    def apply_document(self, document, fingerprint, accept=False, keep=False):
        """Push a document, validate it and apply it, all or nothing; see `apply_plan`."""
        self.check_access("create")
        self._require_manager()
        module, _outcome, _changes = self._pushed(document)
        return module.apply_plan(fingerprint, accept, keep)

    def apply_plan(self, fingerprint, accept=False, keep=False):
        """Validate a draft and apply it, if the plan is still the one with this fingerprint.

        `keep` puts aside the columns of fields that go, `accept` agrees to lose what else the plan
        destroys. Answers to lose data that stand in the database don't count here: who gives the
        fingerprint has seen the plan, and answers for it. Returns a dict: `module`, `version`,
        `state`; `outcome` is *applied*, or *unchanged* where this version stands already as it is.
        For managers only. Raises UserError, and has done nothing then.
        """
        self.ensure_one()
        self._require_manager()
        self._require_valid()
        self._require_states("validated", "applied", "exported")
        with documents.user_errors(self.env):
            made = plan.build_answered(self, accept, keep)
        if made.fingerprint != fingerprint:
            raise UserError(
                self.env._(
                    "The plan is out of date: this is not what would be done now. Plan again, and "
                    "look at the new plan."
                )
            )
        if made.unanswered():
            raise UserError("\n".join(self._unanswered_lines(made)))
        outcome = "unchanged"
        if not (made.empty and self.is_live):
            self._keep_plan(made)
            self.action_apply_to_odoo()
            outcome = "applied"
        return {
            "module": self.name,
            "version": self.version,
            "state": self.state,
            "outcome": outcome,
        }

    def _unanswered_lines(self, made):
        """Yield a line `path: sentence` for each operation of a plan that needs an answer."""
        for planned in made.unanswered():
            if planned.can_be_kept:
                message = self.env._(
                    "This destroys data. Put its column aside (--keep), or agree to lose it "
                    "(--accept)."
                )
            else:
                message = self.env._("This destroys data. Agree to lose it (--accept).")
            yield f"{planned.operation.path}: {message}"

    def _require_valid(self):
        """Validate a draft; raise UserError with what is wrong."""
        if self.state == "draft":
            self.action_validate()
            if self.error_message:
                raise UserError(self.error_message)

    @api.model
    def _pushed(self, document):
        """Return the module that holds a document, how it came to be, and what changed by it."""
        previous, loaded = self._loaded(document)
        with documents.user_errors(self.env):
            before = documents.read(previous) if previous else None
        if before and documents.canonical(before) == documents.canonical(loaded):
            return previous, "unchanged", []
        changes = [line for _op, line in documents.changes(self.env, before, loaded)]
        return self._made_of(previous, loaded), "version" if previous else "created", changes
