import difflib
import json

from odoo import api, fields, models

from ..adapters import documents


class Revision(models.Model):
    """The whole content of a module at one moment, who made it so, when and why. Never changes."""

    _name = "itx.moduler.model.revision"
    _description = "Revision"
    _inherit = ["itx.moduler.guarded"]
    _order = "id desc"

    _guard_records = True

    module_id = fields.Many2one("itx.moduler.module", required=True, ondelete="cascade", index=True)
    model_id = fields.Many2one(
        "itx.moduler.model",
        ondelete="set null",
        index=True,
        help="The model from which the action was started. Empty: from the module.",
    )
    version = fields.Integer(required=True)
    snapshot_data = fields.Text("Document", required=True)
    snapshot_text = fields.Text("Content", compute="_compute_snapshot_text")
    change_type = fields.Selection(
        [
            ("create", "Created"),
            ("edit", "Edited"),
            ("ai_regen", "Drafted anew by AI"),
            ("validate", "Validated"),
            ("apply", "Applied"),
            ("export", "Exported"),
            ("rollback", "Rolled back"),
            ("archive", "Archived"),
            ("restore", "Restored"),
        ],
        required=True,
    )
    change_summary = fields.Text("Summary")
    changed_by = fields.Many2one(
        "res.users", required=True, default=lambda self: self.env.user, ondelete="restrict"
    )
    changed_date = fields.Datetime("Changed on", required=True, default=fields.Datetime.now)
    created_by_ai = fields.Boolean("Drafted by AI")
    ai_prompt = fields.Text("AI Prompt")
    ai_prompt_diff = fields.Text("Prompt Changes", compute="_compute_difference", store=True)
    fields_added = fields.Integer(compute="_compute_difference", store=True)
    fields_removed = fields.Integer(compute="_compute_difference", store=True)
    fields_modified = fields.Integer(compute="_compute_difference", store=True)

    @api.depends("version", "change_type", "changed_date")
    def _compute_display_name(self):
        kinds = dict(self._fields["change_type"]._description_selection(self.env))
        for revision in self:
            when = fields.Datetime.context_timestamp(revision, revision.changed_date)
            revision.display_name = self.env._(
                "Version %(version)s, %(change)s %(date)s",
                version=revision.version,
                change=kinds[revision.change_type].lower(),
                date=when.strftime("%Y-%m-%d %H:%M:%S"),
            )

    @api.depends("snapshot_data")
    def _compute_snapshot_text(self):
        """Spread the document over lines, for people."""
        for revision in self:
            document = json.loads(revision.snapshot_data)
            revision.snapshot_text = json.dumps(document, indent=2, ensure_ascii=False)

    @api.depends("snapshot_data", "ai_prompt", "model_id")
    def _compute_difference(self):
        for revision in self:
            former = revision._former()
            counts = documents.field_counts(
                former.snapshot_data, revision.snapshot_data, revision.model_id.uid
            )
            revision.fields_added = counts["add"]
            revision.fields_removed = counts["remove"]
            revision.fields_modified = counts["change"]
            revision.ai_prompt_diff = "\n".join(
                difflib.unified_diff(
                    (former.ai_prompt or "").splitlines(),
                    (revision.ai_prompt or "").splitlines(),
                    lineterm="",
                )
            )

    def _former(self):
        """Return the revision before this one, of any version; empty for the first."""
        self.ensure_one()
        return self.search(
            [("module_id.uid", "=", self.module_id.uid), ("id", "<", self.id)], limit=1
        )

    def action_rollback(self):
        """Make a new draft version whose content is this revision's; return what opens it."""
        self.ensure_one()
        with documents.user_errors(self.env):
            document = documents.from_text(self.snapshot_data)
        summary = self.env._("Back to: %(revision)s", revision=self.display_name)
        newest = self.module_id._versions()[0]
        return newest._make_next(document, "rollback", summary)._open()

    def action_compare_versions(self):
        """Return the action that shows what differs between this revision and the one before."""
        self.ensure_one()
        action = self.module_id.action_compare_versions()
        former = self._former()
        action["context"] = {
            "default_current_version_id": self.module_id.id,
            "default_current_revision_id": self.id,
            "default_compare_version_id": former.module_id.id,
            "default_compare_revision_id": former.id,
        }
        return action
