from urllib.parse import quote

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.http import db_filter, request

from ..adapters.scratch import databases, jobs

#: Days after which a template that nobody has used is dropped.
_UNUSED = 14


class ScratchDatabase(models.Model):
    """A database beside this one, made by this product: only such are ever dropped."""

    _name = "itx.moduler.scratch.database"
    _description = "Scratch Database"
    _inherit = ["itx.moduler.guarded"]
    _order = "id desc"

    _guard_records = True

    name = fields.Char("Database", required=True)
    purpose = fields.Selection(
        [("side_by_side", "One of two versions"), ("template", "Template of others")],
        required=True,
    )
    module_id = fields.Many2one("itx.moduler.module", "Version", ondelete="cascade", index=True)
    lineage = fields.Char(related="module_id.uid")
    state = fields.Selection(
        [("running", "Being made"), ("passed", "Ready"), ("failed", "Failed")],
        required=True,
        default="running",
    )
    stage = fields.Char("Doing")
    message = fields.Text("Result")
    token = fields.Char("Job")
    last_used = fields.Datetime(default=fields.Datetime.now)
    login = fields.Char(compute="_compute_access")
    password = fields.Char(groups="itx_moduler.group_manager")
    url = fields.Char("Address", compute="_compute_access")
    note = fields.Char(compute="_compute_access")

    @api.depends("name", "state")
    def _compute_access(self):
        for database in self:
            ready = database.state == "passed" and database.purpose == "side_by_side"
            database.login = "admin" if ready else False
            database.url = f"/web?db={quote(database.name)}" if ready else False
            served = not request or db_filter([database.name])
            database.note = (
                self.env._("This server does not show it: its options -d or --db-filter say so.")
                if ready and not served
                else False
            )

    def action_refresh(self):
        """Look how far databases are that are being made."""
        for database in self.filtered(lambda one: one.state == "running" and one.token):
            progress = jobs.progress(database.token)
            if progress is None:
                continue
            values = {"stage": progress["stage"]}
            if progress["state"] != "running":
                log = "".join(jobs.log(database.token).values())
                passed = progress["state"] == "passed"
                values |= {
                    "state": "passed" if passed else "failed",
                    "stage": False,
                    "message": False if passed else f"{progress['message']}\n{log[-2000:]}",
                }
                jobs.clean(database.token)
            database._unguarded().write(values)
        return True

    def action_open(self):
        """Return the action that opens the database in another tab of the browser."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.url, "target": "new"}

    def action_drop(self):
        """Drop the databases and forget them."""
        self.check_access("write")
        for database in self:
            if database.token and database.state == "running":
                jobs.cancel(database.token)
            databases.drop(database.name)
        self._unguarded().unlink()
        return True

    @api.model
    def _use_template(self, name):
        """Remember that a template was used now, so that it stays."""
        # sudo: authors use templates without knowing of them.
        template = self.sudo().search([("name", "=", name)], limit=1)
        values = {"last_used": fields.Datetime.now()}
        if template:
            template._unguarded().write(values)
        else:
            self.sudo()._unguarded().create(
                {**values, "name": name, "purpose": "template", "state": "passed"}
            )

    @api.autovacuum
    def _drop_unused(self):
        """Drop templates that nobody has used for long."""
        long_ago = fields.Datetime.subtract(fields.Datetime.now(), days=_UNUSED)
        domain = Domain("purpose", "=", "template") & Domain("last_used", "<", long_ago)
        self.search(domain).action_drop()
