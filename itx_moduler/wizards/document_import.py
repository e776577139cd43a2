import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..adapters import documents


class DocumentImportWizard(models.TransientModel):
    _name = "itx.moduler.document.import.wizard"
    _description = "Import a Document"

    file = fields.Binary("Document", required=True, attachment=False)
    filename = fields.Char()

    def action_import(self):
        """Make a module of the uploaded document and open it."""
        self.ensure_one()
        try:
            source = base64.b64decode(self.file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UserError(
                self.env._("%(file)s is no text in UTF-8; save it as JSON.", file=self.filename)
            ) from error
        with documents.user_errors(self.env):
            data = documents.parsed(source)
        return self.env["itx.moduler.module"].from_document(data)._open()
