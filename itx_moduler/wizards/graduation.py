from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..adapters import graduation


class GraduationWizard(models.TransientModel):
    """Shows how the records of a live app came to its module, and what is left of the app."""

    _name = "itx.moduler.graduation.wizard"
    _description = "What is Left of a Live App"

    module_id = fields.Many2one(
        "itx.moduler.module", required=True, ondelete="cascade", context={"active_test": False}
    )
    graduation_state = fields.Selection(related="module_id.graduation_state")
    counts = fields.Text("Counted before and after", readonly=True)
    left_behind = fields.Text("Not Rewritten", readonly=True)
    line_ids = fields.One2many("itx.moduler.graduation.wizard.line", "wizard_id", "Left of It")
    also_by_hand = fields.Boolean(
        "Also What Was Made by Hand",
        help="Fields, rules and the like that people have made beside the app go with it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard._look()
        return wizards

    def _look(self):
        """Take down how things stand now."""
        package = self._package()
        report = package.report(self.env)
        counts = (f"{what}: {before} = {after}" for what, before, after in report["counts"])
        self.write(
            {
                "counts": "\n".join(counts),
                "left_behind": "\n".join(report["left"]),
                "line_ids": [
                    Command.clear(),
                    *(Command.create(one) for one in package.leftovers(self.env)),
                ],
            }
        )

    def _package(self):
        self.module_id._require_manager()
        package = graduation.package(self.module_id)
        if package is None:
            raise UserError(
                self.env._(
                    "No move to the exported module was begun here, or the module is not among the "
                    "addons of this server."
                )
            )
        return package

    def action_remove(self):
        """Delete the live app, whose records are the module's by now; there is no way back."""
        self.ensure_one()
        self._package().remove(self.env, by_hand=self.also_by_hand)
        graduation.forget(self.module_id)
        return self.module_id._open()

    def action_take_back(self):
        """Let the live app be as it was before a move that was interrupted."""
        self.ensure_one()
        if self.graduation_state != "begun":
            raise UserError(
                self.env._("The move is done. Uninstall the module to go back to the live app.")
            )
        self._package().take_back(self.env)
        return self.module_id._open()


class GraduationWizardLine(models.TransientModel):
    _name = "itx.moduler.graduation.wizard.line"
    _description = "Something Left of a Live App"

    wizard_id = fields.Many2one("itx.moduler.graduation.wizard", required=True, ondelete="cascade")
    what = fields.Char(required=True)
    count = fields.Integer()
    by_hand = fields.Boolean("Made by Hand")
