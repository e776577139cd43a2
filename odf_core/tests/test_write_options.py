from .common import FlowCase


class TestWriteOptions(FlowCase):
    def flow_with(self, **options):
        flow = self.flow()
        flow.step_ids[-1].options = options
        return flow

    def test_row_without_a_record_is_quarantined_where_none_may_be_created(self):
        self.put("rows.csv", "key,name", "a,Anna")
        self.run_flow(self.flow())
        self.put("rows.csv", "key,name", "a,Ann", "b,Björn")

        run = self.run_flow(self.flow_with(create=False))

        self.assertEqual(self.counts(run), {"read": 2, "updated": 1, "quarantined": 1})
        self.assertEqual(self.loaded("a").name, "Ann")
        self.assertEqual(run.reject_ids.key, "odf_test.b")
        self.assertIn("There is no record with the external ID odf_test.b", run.reject_ids.reason)

    def test_row_finds_its_record_by_the_id_of_the_database(self):
        partner = self.env["res.partner"].create({"name": "Anna"})
        self.put("rows.csv", "key,name", f"{partner.id},Ann", "x1,Björn", "999999999,Cecilia")

        run = self.run_flow(self.flow_with(by=".id"))

        self.assertEqual(self.counts(run), {"read": 3, "updated": 1, "quarantined": 2})
        self.assertEqual(partner.name, "Ann")
        reasons = {reject.key: reject.reason for reject in run.reject_ids}
        self.assertEqual(set(reasons), {"x1", "999999999"})
        self.assertIn("no id of a record", reasons["x1"])
        self.assertIn("no record of res.partner", reasons["999999999"])

    def test_context_goes_with_what_is_written(self):
        self.env["res.lang"]._activate_lang("th_TH")
        category = self.env["res.partner.category"].create({"name": "Gold"})
        self.put("rows.csv", "key,name", f"{category.id},ทอง")
        flow = self.flow(model="res.partner.category")
        flow.step_ids[-1].options = {"by": ".id", "context": {"lang": "th_TH"}}

        self.run_flow(flow)

        self.assertEqual(category.with_context(lang="th_TH").name, "ทอง")
        self.assertEqual(category.with_context(lang="en_US").name, "Gold")

    def test_unknown_option_stops_the_flow_and_is_named(self):
        self.put("rows.csv", "key,name", "a,Anna")
        flow = self.flow()
        flow.step_ids[-1].options = {"creates": False}

        flow.run()

        self.assertEqual(flow.last_run_id.state, "failed")
        self.assertIn("creates", flow.last_run_id.error_path)
