"""The model that has most."""

import re

from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

LIMIT = 100
_CODE = re.compile(r"[A-Z]+")


def today(records):
    """The day that a sample is taken on when nobody says another."""
    return fields.Date.context_today(records)


class Sample(models.Model):
    """Something to look at closely."""

    _name = "roundtrip.sample"
    _inherit = ["mail.thread"]
    _description = "Sample"
    _order = "sequence, code desc, id"
    _rec_name = "code"

    _code_unique = models.Constraint("UNIQUE (code)", "Each code is used once.")
    _taken_index = models.Index("(taken_on) WHERE active IS TRUE")
    _open_unique = models.UniqueIndex("(partner_id) WHERE state = 'open'", "One open sample each.")

    code = fields.Char(required=True, size=8, copy=False, help="In capital letters.")
    sequence = fields.Integer(default=lambda self: self._next_sequence())
    active = fields.Boolean(default=True)
    state = fields.Selection([("open", "Open"), ("done", "Done")], default="open", tracking=True)
    taken_on = fields.Date(default=today)
    weight = fields.Float(digits=(12, 3), aggregator="avg")
    partner_id = fields.Many2one(
        "res.partner",
        "Customer",
        ondelete="restrict",
        index="btree_not_null",
        domain=[("id", ">", 0)],
    )
    tag_ids = fields.Many2many("roundtrip.sample.tag", "sample_tag_rel", "sample_id", "tag_id")
    note = fields.Html(sanitize_attributes=False)
    heavy = fields.Boolean(compute="_compute_heavy", search="_search_heavy")
    city = fields.Char(related="partner_id.city", store=True)
    secret = fields.Char(groups="base.group_system")

    @api.depends("weight")
    def _compute_heavy(self):
        """Heavy is what is over the limit."""
        for sample in self:
            sample.heavy = sample.weight > LIMIT

    def _search_heavy(self, operator, value):
        return [("weight", ">" if value else "<=", LIMIT)] if operator == "=" else NotImplemented

    @api.constrains("code")
    def _check_code(self):
        for sample in self:
            if not _CODE.fullmatch(sample.code):
                raise ValidationError(self.env._("The code %s is not in capitals.", sample.code))

    @api.onchange("partner_id")
    def _onchange_partner(self):
        self.weight = 0

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_done(self):
        if "done" in self.mapped("state"):
            raise UserError(self.env._("A sample that is done stays."))

    @api.model
    def _next_sequence(self):
        return self.search_count([]) + 1

    def action_done(self):
        self.write({"state": "done", "tag_ids": [Command.clear()]})
        return True

    def _heaviest(self):
        return self.env.execute_query(SQL("SELECT max(weight) FROM roundtrip_sample"))
