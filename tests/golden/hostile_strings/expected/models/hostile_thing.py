from odoo import api, fields, models


class HostileThing(models.Model):
    _name = "hostile.thing"
    _description = 'model: it\'s "said" \'\'\'thrice\'\'\' """doc""" {{ braces }} {% raw %} ]]> <b>&amp; \\ %s %(count)d 100%% a\nb\tc ไทย 🛩 \u202e\u200b'
    _order = "name desc, id"
    _rec_name = "label"

    name = fields.Char(
        string='field: it\'s "said" \'\'\'thrice\'\'\' """doc""" {{ braces }} {% raw %} ]]> <b>&amp; \\ %s %(count)d 100%% a\nb\tc ไทย 🛩 \u202e\u200b',
        required=True,
        default='default: it\'s "said" \'\'\'thrice\'\'\' """doc""" {{ braces }} {% raw %} ]]> <b>&amp; \\ %s %(count)d 100%% a\nb\tc ไทย 🛩 \u202e\u200b',
        help='help: it\'s "said" \'\'\'thrice\'\'\' """doc""" {{ braces }} {% raw %} ]]> <b>&amp; \\ %s %(count)d 100%% a\nb\tc ไทย 🛩 \u202e\u200b',
    )
    label = fields.Char(translate=True)
    size = fields.Integer(required=True, default=0)
    kind = fields.Selection(
        selection=[
            (
                "a b.C",
                'option: it\'s "said" \'\'\'thrice\'\'\' """doc""" {{ braces }} {% raw %} ]]> <b>&amp; \\ %s %(count)d 100%% a\nb\tc ไทย 🛩 \u202e\u200b',
            ),
            ("plain", "Plain"),
        ]
    )
    day = fields.Date(required=True)
    parent_id = fields.Many2one(
        comodel_name="hostile.thing", domain=[("name", "!=", 'it\'s "x"')]
    )
    country_id = fields.Many2one(
        comodel_name="res.country", required=True, domain="[('id', '!=', parent_id)]"
    )
    child_ids = fields.One2many(comodel_name="hostile.thing", inverse_name="parent_id")
    secret = fields.Text(copy=False, groups="hostile_strings.group_user")
    summary = fields.Text(compute="_compute_summary")

    _name_unique = models.Constraint(
        "UNIQUE (name, kind)",
        'message: it\'s "said" \'\'\'thrice\'\'\' """doc""" {{ braces }} {% raw %} ]]> <b>&amp; \\ %s %(count)d 100%% a\nb\tc ไทย 🛩 \u202e\u200b',
    )
    _size_positive = models.Constraint(
        "CHECK (size >= 0 AND size < 1000)", "A size has no sign."
    )

    @api.depends("name", "size")
    def _compute_summary(self):
        # Comments stay, ไทย and 🛩 too.
        text = """{{ braces }} ]]> it's
  two spaces, then none
end"""
        for thing in self:
            thing.summary = (
                f"{text} {thing.name!r} {fields.Date.today()}" + "'" + '''"""'''
            )
