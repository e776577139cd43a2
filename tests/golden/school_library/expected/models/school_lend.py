from odoo import fields, models


class SchoolLend(models.TransientModel):
    _name = "school.lend"
    _description = "Lend"

    reader_id = fields.Many2one(comodel_name="res.partner", required=True)
    due = fields.Date()
    note = fields.Char()
    wizard_step = fields.Selection(
        selection=[("who", "Who"), ("until", "Until 'when'")],
        string="Step",
        required=True,
        default="who",
    )
    record_ids = fields.Many2many(
        comodel_name="school.book",
        string="Records",
        default=lambda self: self.env.context.get("active_ids", []),
    )

    def action_next(self):
        steps = ["who", "until"]
        for dialog in self:
            place = steps.index(dialog.wizard_step)
            dialog.wizard_step = steps[min(place + 1, len(steps) - 1)]
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_back(self):
        steps = ["who", "until"]
        for dialog in self:
            place = steps.index(dialog.wizard_step)
            dialog.wizard_step = steps[max(place - 1, 0)]
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def action_apply(self):
        # the chosen books
        self.record_ids.write({"reader_id": self.reader_id.id, "due": self.due})
        return {"type": "ir.actions.act_window_close"}
