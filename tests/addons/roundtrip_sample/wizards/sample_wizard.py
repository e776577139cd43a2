from odoo import fields, models


class SampleWizard(models.TransientModel):
    _name = "roundtrip.sample.wizard"
    _description = "Close Samples"
    _transient_max_hours = 2.0

    reason = fields.Text()

    def action_close(self):
        samples = self.env["roundtrip.sample"].browse(self.env.context.get("active_ids", []))
        samples.action_done()
