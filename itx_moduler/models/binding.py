from odoo import fields, models


class Binding(models.Model):
    """What of a module stands live in this database: one row for each record that it made.

    Only applying a module writes here.
    """

    _name = "itx.moduler.binding"
    _description = "Live Record of a Module"
    _inherit = ["itx.moduler.guarded"]
    _order = "lineage, kind, id"
    _rec_name = "ident"

    _guard_records = True

    lineage = fields.Char(
        required=True, index=True, help="Identity of the module, the same for all its versions."
    )
    uid = fields.Char("Identity", required=True, index=True, help="Identity of the element.")
    kind = fields.Char(required=True)
    ident = fields.Char("Name in Code", required=True)
    res_model = fields.Char("Live Model", required=True)
    res_id = fields.Many2oneReference("Live Record", model_field="res_model", required=True)
    applied_version = fields.Integer(required=True)

    _target_unique = models.Constraint(
        "UNIQUE (lineage, uid, res_model, res_id)",
        "An element can't be bound to the same record twice.",
    )
    _target_index = models.Index("(res_model, res_id)")

    def _target(self):
        """Return the live record; it may be gone."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)
