from odoo import api, fields, models


class OdfPreflightFinding(models.TransientModel):
    """What was found before a run, for whoever has asked."""

    _name = "odf.preflight.finding"
    _description = "Finding Before a Run"
    _order = "sequence, id"

    flow_id = fields.Many2one("odf.flow", required=True, readonly=True, ondelete="cascade")
    sequence = fields.Integer(readonly=True)
    severity = fields.Selection(
        [("error", "Error"), ("warning", "Warning"), ("info", "Information")],
        required=True,
        readonly=True,
    )
    path = fields.Char(string="Where", readonly=True)
    message = fields.Text(string="Finding", required=True, readonly=True)
    check_name = fields.Char(readonly=True)
    subject = fields.Char(readonly=True)
    connection = fields.Char(readonly=True, help="Empty: this database.")
    step_id = fields.Many2one("odf.flow.step", compute="_compute_step_id")
    fix = fields.Selection(
        [
            ("create_connection", "Create the connection"),
            ("open_connection", "Open the connection"),
            ("activate_language", "Activate the language"),
            ("install_module", "Open the module"),
            ("open_step", "Open the step"),
        ],
        compute="_compute_fix",
    )

    @api.depends("path", "flow_id.step_ids.name")
    def _compute_step_id(self):
        for finding in self:
            finding.step_id = finding.flow_id.step_ids._at(finding.path)[:1]

    @api.depends("check_name", "subject", "connection", "step_id")
    def _compute_fix(self):
        for finding in self:
            finding.fix = finding._fix()

    def _fix(self):
        here = not self.connection
        if self.check_name == "connections" and self.subject:
            return "open_connection" if self._connection() else "create_connection"
        if self.check_name == "languages" and here:
            return "activate_language"
        if self.check_name == "modules" and here and self._missing_module():
            return "install_module"
        return "open_step" if self.step_id else False

    def action_fix(self):
        """Open what the finding can be mended with, with the rights of the user."""
        self.ensure_one()
        return getattr(self, f"_action_{self.fix}")() if self.fix else None

    def action_check_again(self):
        """Look at the flow anew; called for no record, from the list that the context names the
        flow of. Returns an action that shows what is found now.
        """
        flow = self.env["odf.flow"].browse(self.env.context["odf_preflight_flow_id"])
        action = flow.action_preflight()
        if action["type"] == "ir.actions.client":
            return action
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _action_create_connection(self):
        action = self._form("odf.connection")
        return {**action, "context": {"default_name": self.subject}}

    def _action_open_connection(self):
        return self._form("odf.connection", self._connection())

    def _action_activate_language(self):
        lang = self.env["res.lang"].with_context(active_test=False)
        found = lang.search([("code", "=", self.subject)])
        action = self._form("base.language.install")
        return {**action, "target": "new", "context": {"default_lang_ids": found.ids}}

    def _action_install_module(self):
        return self._form("ir.module.module", self._missing_module())

    def _action_open_step(self):
        return self.step_id._open()

    def _form(self, model, record=None):
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": record.id if record else False,
            "views": [(False, "form")],
        }

    def _connection(self):
        company = self.flow_id.company_id or self.env.company
        domain = [("name", "=", self.subject), ("company_id", "in", (False, company.id))]
        return self.env["odf.connection"].with_context(active_test=False).search(domain, limit=1)

    def _missing_module(self):
        """The module that is missing here, for those who may install it."""
        modules = self.env["ir.module.module"]
        if not modules.has_access("write"):
            return modules
        return modules.search([("name", "=", self.subject), ("state", "=", "uninstalled")])
