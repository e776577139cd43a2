from odoo import api, fields, models
from odoo.exceptions import UserError

from .states import STATES


class Module(models.Model):
    """One version of a module that people describe here: what its manifest says, and its elements.

    It is the unit that is validated, applied and exported. All versions share the same identity.
    """

    _name = "itx.moduler.module"
    _description = "Module"
    _inherit = ["itx.moduler.snapshot"]
    _order = "name, version desc"
    _rec_names_search = ["name", "title"]

    _ir_kind = "module"
    _ir_fields = {"version": "manifest_version"}

    name = fields.Char("Technical Name", required=True, index=True, help="For example: library.")
    title = fields.Char(help="The name that people read. Empty: the technical name.")
    summary = fields.Char(help="One line for the list of apps.")
    description = fields.Text()
    author = fields.Char()
    website = fields.Char()
    category = fields.Char(default="Customizations")
    license = fields.Char(default="LGPL-3")
    manifest_version = fields.Char(
        "Release", default="1.0.0", help="The version in the manifest, without Odoo's own number."
    )
    application = fields.Boolean("Is an App")

    state = fields.Selection(
        STATES, required=True, default="draft", index=True, copy=False, readonly=True, guarded=True
    )
    active = fields.Boolean(default=True, copy=False, readonly=True, guarded=True)
    version = fields.Integer(required=True, default=1, copy=False, readonly=True, guarded=True)
    parent_version_id = fields.Many2one(
        "itx.moduler.module",
        "Previous Version",
        ondelete="set null",
        index=True,
        copy=False,
        readonly=True,
        guarded=True,
    )
    state_before_archive = fields.Selection(STATES, copy=False, readonly=True, guarded=True)
    live_version = fields.Integer(
        compute="_compute_live_version",
        help="The version that stands in this database. Zero: none.",
    )
    is_live = fields.Boolean("Live", compute="_compute_live_version")
    version_count = fields.Integer("Number of Versions", compute="_compute_version_count")

    dependency_ids = fields.One2many(
        "itx.moduler.module.dependency",
        "module_id",
        "Depends on",
        default=lambda self: [fields.Command.create({"name": "base"})],
        context={"active_test": False},
    )
    model_ids = fields.One2many(
        "itx.moduler.model", "module_id", "Models", context={"active_test": False}
    )
    view_ids = fields.One2many(
        "itx.moduler.view", "module_id", "Views", context={"active_test": False}
    )
    action_window_ids = fields.One2many(
        "itx.moduler.action.window",
        "module_id",
        "Window Actions",
        context={"active_test": False},
    )
    action_server_ids = fields.One2many(
        "itx.moduler.action.server",
        "module_id",
        "Server Actions",
        context={"active_test": False},
    )
    menu_ids = fields.One2many(
        "itx.moduler.menu", "module_id", "Menus", context={"active_test": False}
    )
    group_ids = fields.One2many(
        "itx.moduler.group", "module_id", "Groups", context={"active_test": False}
    )
    access_ids = fields.One2many(
        "itx.moduler.model.access",
        "module_id",
        "Access Rights",
        context={"active_test": False},
    )
    rule_ids = fields.One2many(
        "itx.moduler.rule", "module_id", "Record Rules", context={"active_test": False}
    )
    cron_ids = fields.One2many(
        "itx.moduler.cron", "module_id", "Scheduled Actions", context={"active_test": False}
    )
    revision_ids = fields.One2many("itx.moduler.model.revision", "module_id", "Revisions")

    _version_unique = models.Constraint(
        "UNIQUE (name, version)",
        "This version of the module exists already. Choose another technical name, or open the "
        "module and save a new version of it.",
    )

    @api.depends("name", "title", "version")
    def _compute_display_name(self):
        for module in self:
            name = module.title or module.name
            module.display_name = name and self.env._(
                "%(name)s, version %(version)s", name=name, version=module.version
            )

    @api.depends("uid", "version")
    def _compute_live_version(self):
        groups = self.env["itx.moduler.binding"]._read_group(
            [("lineage", "in", self.mapped("uid"))], ["lineage"], ["applied_version:max"]
        )
        live = dict(groups)
        for module in self:
            module.live_version = live.get(module.uid, 0)
            module.is_live = module.live_version == module.version

    def _compute_version_count(self):
        groups = self.with_context(active_test=False)._read_group(
            [("uid", "in", self.mapped("uid"))], ["uid"], ["__count"]
        )
        counts = dict(groups)
        for module in self:
            module.version_count = counts.get(module.uid, 0)

    @api.model_create_multi
    def create(self, vals_list):
        modules = super().create(vals_list)
        if not self._is_unguarded():
            for module in modules:
                module._save_revision("create", self.env._("Created by hand"))
        return modules

    def write(self, vals):
        self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_in_draft(self):
        self._check_draft()

    def _check_draft(self):
        """Raise UserError unless all these modules can be edited."""
        if self._is_unguarded():
            return
        for module in self:
            if module.state != "draft":
                raise UserError(
                    self.env._(
                        "%(module)s can't be changed: it is %(state)s. Take it back to draft, or "
                        "save a new version.",
                        module=module.display_name,
                        state=dict(module._fields["state"]._description_selection(self.env))[
                            module.state
                        ].lower(),
                    )
                )

    def _lineage(self):
        return self.uid

    def _versions(self):
        """Return all versions of this module, the newest first."""
        self.ensure_one()
        return self.with_context(active_test=False).search(
            [("uid", "=", self.uid)], order="version desc"
        )

    def _open(self):
        """Return the action that opens this module's form."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "current",
        }

    def action_open_versions(self):
        """Return the action that lists all versions of this module."""
        action = self.env["ir.actions.act_window"]._for_xml_id("itx_moduler.action_module")
        return {
            **action,
            "name": self.env._("Versions"),
            "domain": [("uid", "=", self.uid)],
            "context": {"active_test": False},
        }
