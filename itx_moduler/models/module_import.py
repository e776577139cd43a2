from odoo import api, fields, models
from odoo.exceptions import UserError

from ..adapters import documents, installed, sources


class Module(models.Model):
    _inherit = "itx.moduler.module"

    import_entry_ids = fields.One2many(
        "itx.moduler.import.entry", "module_id", "Taken In", readonly=True, copy=False
    )
    import_entry_count = fields.Integer(compute="_compute_import_entry_count")

    @api.depends("import_entry_ids")
    def _compute_import_entry_count(self):
        counts = dict(
            self.env["itx.moduler.import.entry"]._read_group(
                [("module_id", "in", self.ids)], ["module_id"], ["quantity:sum"]
            )
        )
        for module in self:
            module.import_entry_count = counts.get(module, 0)

    @api.model
    def from_file(self, content, filename=""):
        """Make a module of an uploaded file (bytes): a JSON document, or the ZIP of a module.

        It is the next version where a module of that name stands here. Of a ZIP,
        `import_entry_ids` say what became of each thing in it; nothing of it is carried out.
        Raises UserError where the file holds no module.
        """
        with documents.user_errors(self.env):
            if sources.is_zip(content):
                return self._taken_in(sources.from_zip(self.env, content))
            try:
                source = content.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise UserError(
                    self.env._(
                        "%(file)s is no text in UTF-8; save it as JSON.",
                        file=filename or self.env._("The file"),
                    )
                ) from error
            return self.from_document(documents.parsed(source))

    @api.model
    def from_installed(self, name):
        """Make a module of one that is installed in this database; see `from_file`.

        It is taken from its files where the server has them, else from its classes and records.
        """
        # sudo: which modules there are is no secret to who may depend on any of them.
        found = self.env["ir.module.module"].sudo().search([("name", "=", name)])
        if found.state not in ("installed", "to upgrade"):
            raise UserError(self.env._("There is no module %(name)s installed here.", name=name))
        self.check_access("create")
        with documents.user_errors(self.env):
            taken = sources.from_folder(self.env, name) or installed.taken(self.env, name)
        return self._taken_in(taken)

    @api.model
    def action_import_module(self, name):
        """Take in an installed module and open it; one of Odoo's own is extended instead."""
        if documents.is_standard(name):
            action = self.env["ir.actions.act_window"]._for_xml_id("itx_moduler.action_inherit")
            return {**action, "context": {"default_source_module_name": name}}
        return self.from_installed(name)._open()

    @api.model
    def _taken_in(self, taken):
        module = self.from_document(taken.document.to_json())
        self.env["itx.moduler.import.entry"]._unguarded().create(
            [{"module_id": module.id, **values} for values in sources.entries(self.env, taken)]
        )
        return module

    def action_open_import_entries(self):
        """Return the action that shows what became of what the module was taken from."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("itx_moduler.action_import_entry"),
            "domain": [("module_id", "=", self.id)],
        }
