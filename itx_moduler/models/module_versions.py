from odoo import api, models
from odoo.exceptions import UserError

from ..adapters import documents


class Module(models.Model):
    _inherit = "itx.moduler.module"

    def to_document(self):
        """Return the module's document as JSON values in a dict: complete, without database ids."""
        self.ensure_one()
        self.check_access("read")
        with documents.user_errors(self.env):
            return documents.read(self).to_json()

    @api.model
    def from_document(self, document):
        """Make a module of a document (a dict as `to_document` gives, or written by hand).

        The next version where the module exists, with the identities of its elements; else version
        1. Raises UserError with a line `path: sentence` for each thing that is wrong.
        """
        return self._made_of(*self._loaded(document))

    @api.model
    def _loaded(self, document):
        """Return the newest version that a document follows (or none), and what it describes.

        Elements have the identities that they have in that version. Raises UserError.
        """
        with documents.user_errors(self.env):
            previous = self._previous_version(documents.named(document))
            base = documents.read(previous) if previous else None
            loaded = documents.from_json(document, base)
        if previous and loaded.module.uid != previous.uid:
            raise UserError(
                self.env._(
                    "There is another module with the technical name %(name)s. Give this one "
                    "another name; or, to make it the next version of that module, remove every "
                    "uid from the document.",
                    name=loaded.module.name,
                )
            )
        return previous, loaded

    @api.model
    def _made_of(self, previous, loaded):
        """Return a new draft of what was loaded: the version after `previous`, or the first."""
        if previous:
            return previous._make_version(loaded, "edit", self.env._("From a document"))
        with documents.user_errors(self.env):
            module = documents.write(self.env, loaded)
        module._save_revision("create", self.env._("From a document"))
        return module

    def action_save_new_version(self):
        """Clone the newest version into a new draft; the old one is archived, its content kept.

        What was exported already gets a higher number for its manifest.
        """
        self.ensure_one()
        self._check_newest()
        with documents.user_errors(self.env):
            document = documents.read(self)
        return self._make_next(document, "edit", self.env._("New version"))._open()

    def action_rollback(self):
        """Make a new draft whose content is this version's; plan and apply it like any other."""
        self.ensure_one()
        with documents.user_errors(self.env):
            document = documents.read(self)
        summary = self.env._("Back to version %(version)s", version=self.version)
        return self._versions()[0]._make_next(document, "rollback", summary)._open()

    def action_compare_versions(self):
        """Return the action that shows what differs between this version and another."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compare Versions"),
            "res_model": "itx.moduler.version.compare.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_current_version_id": self.id,
                "default_compare_version_id": self.parent_version_id.id,
            },
        }

    def _make_next(self, document, change_type, summary):
        """Return a new draft that follows this version; its manifest gets a number of its own."""
        self.ensure_one()
        with documents.user_errors(self.env):
            document = documents.with_higher_number(document, self._exported_documents())
        return self._make_version(document, change_type, summary)

    def _make_version(self, document, change_type, summary):
        """Return a new draft that follows this version and holds `document`; archive this one."""
        self.ensure_one()
        if self.state == "draft":
            self._save_revision("edit", self.env._("Last draft of this version"))
        self.action_archive()
        with documents.user_errors(self.env):
            version = documents.write(
                self.env, document, version=self.version + 1, parent_version_id=self.id
            )
        version._save_revision(change_type, summary)
        return version

    def _check_newest(self):
        newest = self._versions()[0]
        if newest != self:
            raise UserError(
                self.env._(
                    "%(newest)s follows this version. Save a new version there, or go back to "
                    "this one with Roll Back.",
                    newest=newest.display_name,
                )
            )

    @api.model
    def _previous_version(self, named):
        """Return the newest version of the module with this identity, else with this name.

        `named` is (uid or None, name or None), as a document says it.
        """
        uid, name = named
        modules = self.with_context(active_test=False)
        found = modules.search([("uid", "=", uid)], order="version desc", limit=1)
        return found or modules.search([("name", "=", name)], order="version desc", limit=1)

    def _save_revision(self, change_type, summary, document=None):
        """Keep the module's whole content as it is now; return the revision.

        `document` is that content, for a caller who has just read it.
        """
        self.ensure_one()
        with documents.user_errors(self.env):
            document = document or documents.read(self)
        return (
            self.env["itx.moduler.model.revision"]
            ._unguarded()
            .create(
                {
                    "module_id": self.id,
                    "model_id": self._started_from().id,
                    "version": self.version,
                    "snapshot_data": documents.canonical(document),
                    "change_type": change_type,
                    "change_summary": summary,
                    "created_by_ai": self.created_by_ai,
                    "ai_prompt": self.ai_prompt,
                }
            )
        )

    def _started_from(self):
        """Return the model of this module whose button was pressed; empty for the module's own."""
        model_id = self.env.context.get("itx_moduler_model_id")
        models_here = self.with_context(active_test=False).model_ids
        return models_here.filtered(lambda model: model.id == model_id)
