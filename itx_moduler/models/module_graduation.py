import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..adapters import documents, graduation


class Module(models.Model):
    _inherit = "itx.moduler.module"

    graduation_state = fields.Selection(
        [
            ("none", "Not Begun"),
            ("begun", "Interrupted"),
            ("done", "Done"),
            ("removed", "Done, the Live App is Removed"),
        ],
        compute="_compute_graduation_state",
        help="How far the records of the live app have come to the exported module.",
    )

    def _compute_graduation_state(self):
        for module in self:
            package = module.id and graduation.package(module)
            state = package.report(self.env)["state"] if package else "none"
            module.graduation_state = state

    def action_export_graduation(self):
        """Write the module as a ZIP that takes the live app over; return what downloads it."""
        self._check_exportable()
        self._require_manager()
        if not self.is_live:
            raise UserError(
                self.env._(
                    "Only the version that stands in the database can take its records over: "
                    "apply this one first."
                )
            )
        with documents.user_errors(self.env):
            changed = graduation.changed_by_hand(self)
            if changed:
                raise UserError(
                    self.env._(
                        "This was changed by hand and would stay behind:\n%(changes)s\nAdopt it "
                        "into a new version and apply that, or apply this version again.",
                        changes=changed,
                    )
                )
            content = graduation.zipped(self)
        values = {
            "exported_file": base64.b64encode(content),
            "exported_filename": f"{self.name}.zip",
        }
        self._keep_export(values, self.env._("Exported to take the live app over"))
        return self._download("exported_file", self.exported_filename)

    def action_open_leftovers(self):
        """Return the action that shows what is left of the live app."""
        self.ensure_one()
        self._require_manager()
        wizard = self.env["itx.moduler.graduation.wizard"].create({"module_id": self.id})
        action = self.env["ir.actions.act_window"]._for_xml_id("itx_moduler.action_graduation")
        return {**action, "res_id": wizard.id}
