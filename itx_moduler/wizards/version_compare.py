from markupsafe import Markup
from odoo import api, fields, models

from ..adapters import documents

_COLORS = {"add": "text-success", "remove": "text-danger", "rename": "text-info", "change": ""}


class VersionCompareWizard(models.TransientModel):
    _name = "itx.moduler.version.compare.wizard"
    _description = "Compare Versions"

    current_version_id = fields.Many2one(
        "itx.moduler.module", "Version", required=True, context={"active_test": False}
    )
    current_revision_id = fields.Many2one(
        "itx.moduler.model.revision", "Revision", help="Empty: the version as it is now."
    )
    compare_version_id = fields.Many2one(
        "itx.moduler.module",
        "Compared with Version",
        context={"active_test": False},
        help="Empty: with nothing, so that everything is new.",
    )
    compare_revision_id = fields.Many2one(
        "itx.moduler.model.revision",
        "Compared with Revision",
        help="Empty: the version as it is now.",
    )
    lineage = fields.Char(related="current_version_id.uid")
    operations = fields.Html("Changes", compute="_compute_difference", sanitize=False)
    file_difference = fields.Text("Generated Files", compute="_compute_difference")

    @api.depends(
        "current_version_id", "current_revision_id", "compare_version_id", "compare_revision_id"
    )
    def _compute_difference(self):
        for wizard in self:
            if not wizard.current_version_id:
                wizard.operations = wizard.file_difference = False
                continue
            with documents.user_errors(self.env):
                head = documents.of(wizard.current_version_id, wizard.current_revision_id)
                base = None
                if wizard.compare_version_id or wizard.compare_revision_id:
                    base = documents.of(wizard.compare_version_id, wizard.compare_revision_id)
            changes = documents.changes(self.env, base, head)
            wizard.operations = self._shown(changes)
            wizard.file_difference = documents.file_difference(self.env, base, head)

    @api.model
    def _shown(self, changes):
        """Return (kind of operation, line) pairs as HTML, one line each."""
        if not changes:
            return Markup("<p>%s</p>") % self.env._("There is no difference.")
        lines = Markup("").join(
            Markup('<li class="%s">%s</li>') % (_COLORS[operation], line)
            for operation, line in changes
        )
        return Markup('<ul class="list-unstyled font-monospace">%s</ul>') % lines
