import base64

from odoo import fields, models

from ..adapters import documents


class Module(models.Model):
    _inherit = "itx.moduler.module"

    exported_file = fields.Binary(
        "Exported Module", attachment=True, copy=False, readonly=True, guarded=True
    )
    exported_filename = fields.Char(copy=False, readonly=True, guarded=True)
    exported_limits = fields.Text(
        "Not Done by an Upgrade",
        copy=False,
        readonly=True,
        guarded=True,
        help="What the upgrade of an installed earlier version does not do, or not without loss.",
    )
    exported_data_file = fields.Binary(
        "Exported Data Module", attachment=True, copy=False, readonly=True, guarded=True
    )
    exported_data_filename = fields.Char(copy=False, readonly=True, guarded=True)
    exported_data_limits = fields.Text(
        "Not in the Data Module", copy=False, readonly=True, guarded=True
    )
    exported_date = fields.Datetime("Exported on", copy=False, readonly=True, guarded=True)

    def action_export_module(self):
        """Write the module as an installable ZIP; return the action that downloads it.

        It brings the scripts that upgrade what was exported before; `exported_limits` says what
        these don't do.
        """
        self._check_exportable()
        with documents.user_errors(self.env):
            content, limits = documents.zipped(self, self._exported_documents())
        values = {
            "exported_file": base64.b64encode(content),
            "exported_filename": f"{self.name}.zip",
            "exported_limits": limits,
        }
        self._keep_export(values, self.env._("Exported as a ZIP"))
        return self._download("exported_file", self.exported_filename)

    def action_export_data_module(self):
        """Write the module as a ZIP for Odoo's Import Module; return what downloads it.

        `exported_data_limits` says what is not in it.
        """
        self._check_exportable()
        with documents.user_errors(self.env):
            content, limits = documents.zipped_data(self)
        values = {
            "exported_data_file": base64.b64encode(content),
            "exported_data_filename": f"{self.name}_data.zip",
            "exported_data_limits": limits,
        }
        self._keep_export(values, self.env._("Exported as a data module"))
        return self._download("exported_data_file", self.exported_data_filename)

    def _exported_documents(self):
        """Return the texts of the documents that were exported with code, the oldest first.

        Those of this version and the ones before it: what came later is no way to get here. Of
        each version the last export counts.
        """
        revisions = self.env["itx.moduler.model.revision"].search(
            [
                ("module_id.uid", "=", self.uid),
                ("module_id.exported_filename", "!=", False),
                ("version", "<=", self.version),
                ("change_type", "=", "export"),
            ],
            order="id",
        )
        last = {revision.version: revision.snapshot_data for revision in revisions}
        return list(last.values())

    def _check_exportable(self):
        self.ensure_one()
        self.check_access("write")
        self._require_states("validated", "applied", "exported")

    def _keep_export(self, values, summary):
        self._unguarded().write(
            {**values, "exported_date": fields.Datetime.now(), "state": "exported"}
        )
        self._save_revision("export", summary)

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
