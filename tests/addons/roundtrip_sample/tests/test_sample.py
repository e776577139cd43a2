from odoo.tests import TransactionCase


class TestSample(TransactionCase):
    def test_done(self):
        sample = self.env.ref("roundtrip_sample.sample_first")
        sample.action_done()
        self.assertEqual(sample.state, "done")
