from odoo import fields, models, tools


class SampleReport(models.Model):
    _name = "roundtrip.sample.report"
    _description = "Samples by State"
    _auto = False

    state = fields.Char(readonly=True)
    weight = fields.Float(readonly=True)

    def init(self):
        tools.drop_view_if_exists(self.env.cr, self._table)
        self.env.cr.execute(
            "CREATE VIEW roundtrip_sample_report AS ("
            "SELECT min(id) AS id, state, sum(weight) AS weight"
            " FROM roundtrip_sample GROUP BY state)"
        )
