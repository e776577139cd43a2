import base64

from odoo import fields, models


class ModuleImportWizard(models.TransientModel):
    """Takes in a module that exists: a document, the ZIP of a module, or one installed here."""

    _name = "itx.moduler.module.import.wizard"
    _description = "Import a Module"

    origin = fields.Selection(
        [("file", "A file"), ("installed", "A module installed here")],
        required=True,
        default="file",
    )
    file = fields.Binary(attachment=False)
    filename = fields.Char()
    source_module_name = fields.Selection("_installed_modules", "Module")

    def _installed_modules(self):
        return self.env["itx.moduler.inherit.wizard"]._installed_modules()

    def action_import_module(self):
        """Make a module of what was chosen and open it; modules of Odoo's own are extended."""
        self.ensure_one()
        modules = self.env["itx.moduler.module"]
        if self.origin == "installed":
            return modules.action_import_module(self.source_module_name)
        return modules.from_file(base64.b64decode(self.file or b""), self.filename)._open()
