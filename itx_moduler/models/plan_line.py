from odoo import fields, models


class PlanLine(models.Model):
    """One operation of a module's plan, as people read and answer it.

    The plan itself is the module's `plan_data`; lines come and go with it.
    """

    _name = "itx.moduler.plan.line"
    _description = "Planned Operation"
    _inherit = ["itx.moduler.guarded"]
    _order = "position, id"
    _rec_name = "description"

    _guard_records = True

    module_id = fields.Many2one("itx.moduler.module", required=True, ondelete="cascade", index=True)
    position = fields.Integer()
    uid = fields.Char("Identity", required=True)
    description = fields.Text("Operation", required=True)
    impact = fields.Selection(
        [
            ("cosmetic", "Cosmetic"),
            ("additive", "Additive"),
            ("data_dependent", "Depends on the data"),
            ("destructive", "Destroys data"),
        ],
        required=True,
    )
    row_count = fields.Char("Records", help="How many records it concerns.")
    remark = fields.Text()
    blocked = fields.Boolean(help="It can't be done as things are.")
    accepted = fields.Boolean(help="Somebody has answered that this data may be lost.")
    can_be_kept = fields.Boolean(help="The column of the field can be put aside instead.")
    kept = fields.Boolean(help="The values stay in the database, for a version with the field.")

    def action_accept(self):
        """Answer that the data which these operations destroy may be lost; plan again."""
        return self._answer(accepted=True)

    def action_keep(self):
        """Answer that the columns of these fields are to be put aside; plan again."""
        return self._answer(kept=True)

    def action_refuse(self):
        """Take the answer back; plan again."""
        return self._answer()

    def _answer(self, accepted=False, kept=False):
        self.module_id.check_access("write")
        module = self.module_id
        module.ensure_one()
        self._unguarded().write({"accepted": accepted, "kept": kept})
        return module.action_plan()
