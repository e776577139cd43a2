from odoo import fields, models


class OdfCountsMixin(models.AbstractModel):
    _name = "odf.counts.mixin"
    _description = "Counts of Rows"

    read_count = fields.Integer(string="Read", readonly=True)
    created_count = fields.Integer(string="Created", readonly=True)
    updated_count = fields.Integer(string="Updated", readonly=True)
    unchanged_count = fields.Integer(string="Unchanged", readonly=True)
    quarantined_count = fields.Integer(string="Quarantined", readonly=True)
    excluded_count = fields.Integer(string="Excluded", readonly=True)

    _counts_add_up = models.Constraint(
        "CHECK (COALESCE(read_count, 0) = COALESCE(created_count, 0) + COALESCE(updated_count, 0)"
        " + COALESCE(unchanged_count, 0) + COALESCE(quarantined_count, 0)"
        " + COALESCE(excluded_count, 0))",
        "The counts of a run must add up: every row that was read is somewhere.",
    )
