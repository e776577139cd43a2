from odoo import api, fields, models
from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG
from odoo.exceptions import ValidationError
from odoo.fields import NO_ACCESS

from ..adapters import connections
from ..adapters.discretion import keep_arguments_from_log

MANAGERS = "odf_core.group_flow_manager"
#: What decides to where a name leads.
_PLACE = {"name", "kind", "url", "database", "database_url", "company_id", "active"}

keep_arguments_from_log("odf.connection")


class OdfConnection(models.Model):
    """Where flows read from and write to besides this database.

    Secrets are write-only: a field that is always empty takes one, a column that only the system
    reads keeps it encrypted (see adapters/secrets.py).
    """

    _name = "odf.connection"
    _description = "Connection of Data Flows"
    _inherit = ["odf.identifier.mixin"]
    _order = "title, name, id"
    _rec_name = "title"

    title = fields.Char(translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        help="Only users of this company see and use the connection. Empty: all companies, unless "
        "they have one of the same technical name.",
    )
    kind = fields.Selection(
        [("odoo", "Odoo"), ("postgresql", "PostgreSQL"), ("rest", "Web Service (REST)")],
        required=True,
        default="odoo",
    )
    url = fields.Char(
        string="Address",
        groups=MANAGERS,
        help="https://odoo.example.com, or postgresql://user@db.example.com:5432/name. Never "
        "with a password in it. When it changes, the secret must be entered again.",
    )
    warning = fields.Char(compute="_compute_warning", groups=MANAGERS, exportable=False)
    database = fields.Char(groups=MANAGERS)
    login = fields.Char(groups=MANAGERS, help="JSON-2 needs none.")
    protocol = fields.Selection(
        [
            ("auto", "Automatic"),
            ("json2", "JSON-2 (Odoo 19 and later, API key)"),
            ("jsonrpc", "JSON-RPC"),
            ("xmlrpc", "XML-RPC"),
        ],
        required=True,
        default="auto",
        groups=MANAGERS,
        help="Automatic is right for API keys, and for passwords of Odoo before 19.",
    )
    secret = fields.Char(
        string="API Key or Password",
        compute="_compute_secrets",
        inverse="_inverse_secret",
        groups=MANAGERS,
        exportable=False,
        help="Nobody can read it again.",
    )
    has_secret = fields.Boolean(compute="_compute_secrets", groups=MANAGERS, exportable=False)
    sealed_secret = fields.Char(copy=False, groups=NO_ACCESS, exportable=False)
    database_url = fields.Char(
        string="Address of the Database",
        groups=MANAGERS,
        help="postgresql://user@db.example.com:5432/name of this Odoo, for steps that read "
        "straight from its database (odoo_postgresql).",
    )
    database_secret = fields.Char(
        string="Password of the Database",
        compute="_compute_secrets",
        inverse="_inverse_database_secret",
        groups=MANAGERS,
        exportable=False,
    )
    has_database_secret = fields.Boolean(
        compute="_compute_secrets", groups=MANAGERS, exportable=False
    )
    sealed_database_secret = fields.Char(copy=False, groups=NO_ACCESS, exportable=False)

    _name_unique = models.UniqueIndex(
        "(name, COALESCE(company_id, 0))",
        "There is a connection of this technical name in the company already.",
    )

    @api.onchange("title")
    def _onchange_title(self):
        self._propose_name(self.title)

    @api.depends("name", "title")
    def _compute_display_name(self):
        for connection in self:
            connection.display_name = connection.title or connection.name

    @api.depends("url")
    def _compute_warning(self):
        for connection in self:
            connection.warning = connections.warning(connection)

    @api.depends("sealed_secret", "sealed_database_secret")
    def _compute_secrets(self):
        for connection in self:
            # sudo: only whether there is one.
            sealed = connection.sudo()
            for name in connections.SECRETS:
                connection[name] = False
                connection[f"has_{name}"] = bool(sealed[f"sealed_{name}"])

    def _inverse_secret(self):
        self._seal("secret")

    def _inverse_database_secret(self):
        self._seal("database_secret")

    def _seal(self, name):
        for connection in self:
            # sudo: nobody has access to what is sealed, but who may edit the connection may put
            # something else in its place.
            connection.sudo()[f"sealed_{name}"] = connections.sealed(connection, name)
        # The text is not to be found in the cache by whoever reads next in this transaction.
        self.invalidate_recordset([name], flush=False)

    @api.constrains("kind", "url", "database", "login", "protocol", "database_url")
    def _check_address(self):
        for connection in self:
            problems = connections.problems(connection)
            if problems:
                raise ValidationError("\n".join(problems))

    @api.model_create_multi
    def create(self, vals_list):
        connections = super().create(vals_list)
        connections._claim_flows()
        return connections

    def write(self, vals):
        if _PLACE.intersection(vals):
            self._claim_flows()
        before = {
            (connection, name): connections.place(connection, name)
            for connection in self
            for name in connections.SECRETS
            if name not in vals
        }
        result = super().write(vals)
        for (connection, name), place in before.items():
            if place != connections.place(connection, name):
                # A secret is for the address that it was entered for, whoever else may want it.
                connection[name] = False
        if _PLACE.intersection(vals):
            self._claim_flows()
        return result

    def _claim_flows(self):
        """Let scheduled runs of the flows that these names mean something to have the rights of the
        current user: where their data come from and go to has just been decided.
        """
        # sudo: also flows of companies that the user does not see.
        steps = self.env["odf.flow.step"].sudo().search([("connection", "in", self.mapped("name"))])
        steps.flow_id.with_env(self.env)._claim()

    def _load_records_create(self, vals_list):
        """A module that brings a connection which is there already takes it as it is."""
        if not self.env.su:
            # People who import connections mean what their file says.
            return super()._load_records_create(vals_list)
        there = {
            connection.name: connection
            for connection in self.with_context(active_test=False).search(
                [
                    ("name", "in", [vals["name"] for vals in vals_list]),
                    ("company_id", "=", False),
                ]
            )
        }
        made = super()._load_records_create(
            [vals for vals in vals_list if vals.get("company_id") or vals["name"] not in there]
        )
        if len(made) == len(vals_list):
            return made
        there |= {connection.name: connection for connection in made}
        return self.concat(*(there[vals["name"]] for vals in vals_list))

    def unlink(self):
        """The connections of a module go with it, save those that people have filled in."""
        if self.env.context.get(MODULE_UNINSTALL_FLAG):
            self = self.filtered(lambda connection: not connection._is_touched())
        self._claim_flows()
        return super().unlink()

    def _is_touched(self):
        """Tell whether anybody has made or edited the connection; modules do so as superuser."""
        people = self.create_uid | self.write_uid
        return any(not user._is_superuser() for user in people)

    def action_forget_secret(self):
        """Forget the API key or password."""
        self.secret = False

    def action_forget_database_secret(self):
        """Forget the password of the database."""
        self.database_secret = False

    def action_test(self):
        """Connect, and tell what is there. Returns a notification; raises UserError."""
        self.ensure_one()
        self.check_access("write")
        return self._notification(*connections.test(self))

    def action_rotate_secrets(self):
        """Encrypt all secrets by the first key of the server, so that older keys can be removed:
        those of all connections, whatever records this is called for.

        Returns a notification: how many were, and those which no key opens.
        """
        self.check_access("write")
        return self._notification(*connections.rotate(self))

    def _notification(self, kind, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "title": self.display_name if len(self) == 1 else self.env._("Connections"),
                "message": message,
                "sticky": kind == "warning",
            },
        }
