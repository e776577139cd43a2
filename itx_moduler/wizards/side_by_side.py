import secrets

from odoo import fields, models
from odoo.exceptions import UserError

from ..adapters import documents
from ..adapters.scratch import jobs


class SideBySideWizard(models.TransientModel):
    """Brings two versions of a module to life, each in a database of its own."""

    _name = "itx.moduler.side.by.side.wizard"
    _description = "Two Versions Side by Side"

    lineage = fields.Char()
    first_version_id = fields.Many2one(
        "itx.moduler.module", "A", required=True, context={"active_test": False}
    )
    second_version_id = fields.Many2one(
        "itx.moduler.module", "B", required=True, context={"active_test": False}
    )

    def action_start(self):
        """Start making both databases in the background; return the action that lists them."""
        self.ensure_one()
        versions = self.first_version_id | self.second_version_id
        if len(versions) < 2:
            raise UserError(self.env._("Choose two different versions."))
        versions[0]._require_manager()
        versions[0]._require_scratch()
        scratch = self.env["itx.moduler.scratch.database"]
        for version in versions:
            with documents.user_errors(self.env):
                source = documents.canonical(documents.read(version))
            depends = [
                *documents.authoring_addons(self.env),
                *version.dependency_ids.mapped("name"),
            ]
            password = secrets.token_urlsafe(9)
            limit = version._time_limit()
            token, database = jobs.apply(
                source, version.name, version.version, depends, password, limit
            )
            scratch._use_template(jobs.template_for(depends)[0])
            scratch._unguarded().create(
                {
                    "name": database,
                    "purpose": "side_by_side",
                    "module_id": version.id,
                    "token": token,
                    "password": password,
                }
            )
        return self.env["ir.actions.act_window"]._for_xml_id("itx_moduler.action_scratch_database")
