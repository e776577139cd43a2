from odoo import api, fields, models
from odoo.exceptions import UserError

from ..adapters import documents


class InheritWizard(models.TransientModel):
    """Begins a module that extends models of an installed one, which itself is never modified."""

    _name = "itx.moduler.inherit.wizard"
    _description = "Extend a Module"

    source_module_name = fields.Selection("_installed_modules", "Module to Extend", required=True)
    new_module_name = fields.Char(
        "Technical Name", required=True, help="Of the new module. For example: sale_shop."
    )
    new_module_title = fields.Char("Title", help="The name that people read.")
    line_ids = fields.One2many("itx.moduler.inherit.wizard.line", "wizard_id", "Models")

    @api.model
    def _installed_modules(self):
        """Return the installed modules as (technical name, label) pairs, by label."""
        # sudo: which modules there are is no secret to who may depend on any of them.
        installed = self.env["ir.module.module"].sudo().search([("state", "=", "installed")])
        return sorted(
            ((one.name, f"{one.shortdesc} ({one.name})") for one in installed),
            key=lambda pair: pair[1].casefold(),
        )

    @api.onchange("source_module_name")
    def _onchange_source_module_name(self):
        """Offer the models that the module has brought, and a name for the new one."""
        self.line_ids = [
            fields.Command.clear(),
            *(
                fields.Command.create({"model": model, "description": description})
                for model, description in self._models_of(self.source_module_name)
            ),
        ]
        if self.source_module_name and not self.new_module_name:
            self.new_module_name = f"{self.source_module_name}_extension"

    @api.model
    def _models_of(self, module):
        """Return (name, description) of the models with rows of their own that a module defines."""
        return sorted(
            (name, model._description)
            for name, model in self.env.registry.items()
            if module
            and model._original_module == module
            and not (model._abstract or model._transient)
        )

    def action_create_inheriting_module(self):
        """Make the draft of a module that depends on the source and extends the chosen models."""
        self.ensure_one()
        chosen = self.line_ids.filtered("chosen")
        if not chosen:
            raise UserError(self.env._("Choose at least one model to extend."))
        modules = self.env["itx.moduler.module"].with_context(active_test=False)
        if modules.search_count([("name", "=", self.new_module_name)], limit=1):
            raise UserError(
                self.env._(
                    "There is a module %(name)s here already: open it, or choose another name.",
                    name=self.new_module_name,
                )
            )
        document = {
            "module": {
                "name": self.new_module_name,
                "title": self.new_module_title or "",
                "depends": [self.source_module_name],
            },
            "models": [{"name": line.model, "extends": True} for line in chosen],
        }
        module = modules.from_document(document)
        documents.refuse_foreign(module)
        return module._open()


class InheritWizardLine(models.TransientModel):
    _name = "itx.moduler.inherit.wizard.line"
    _description = "Model to Extend"

    wizard_id = fields.Many2one("itx.moduler.inherit.wizard", required=True, ondelete="cascade")
    model = fields.Char("Technical Name", required=True)
    description = fields.Char("Model")
    chosen = fields.Boolean()
