import base64

from odoo import fields, models

from ..adapters import documents


class Module(models.Model):
    _inherit = "itx.moduler.module"

    exported_file = fields.Binary(
        "Exported Module", attachment=True, copy=False, readonly=True, guarded=True
    )
    exported_filename = fields.Char(copy=False, readonly=True, guarded=True)
    exported_date = fields.Datetime("Exported on", copy=False, readonly=True, guarded=True)

    def action_export_module(self):
        """Write the module as an installable ZIP; return the action that downloads it."""
        self.ensure_one()
        self.check_access("write")
        self._require_states("validated", "applied", "exported")
        with documents.user_errors(self.env):
            content = documents.zipped(self)
        self._unguarded().write(
            {
                "exported_file": base64.b64encode(content),
                "exported_filename": f"{self.name}.zip",
                "exported_date": fields.Datetime.now(),
                "state": "exported",
            }
        )
        self._save_revision("export", self.env._("Exported as a ZIP"))
        return self._download("exported_file", self.exported_filename)

    def action_download_document(self):
        """Return the action that downloads the module's document as JSON."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/itx_moduler/document/{self.id}",
            "target": "download",
        }

    def _download(self, field, filename):
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{field}/{filename}?download=true",
            # Unlike `download` this lets the form show its new state.
            "target": "new",
        }
