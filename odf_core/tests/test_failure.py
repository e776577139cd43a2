import os
from unittest.mock import patch

from .common import FlowCase

BROKEN = """
def transform(df, ctx):
    total = 0
    return df.with_columns(pl.col("nothing"))
"""


class TestFailure(FlowCase):
    """A flow that fails leaves the data as they were, and says where and why."""

    def fail(self, flow):
        """Run a flow that must fail; returns its run."""
        partners = self.env["res.partner"].search_count([])
        action = flow.run()
        run = flow.last_run_id
        self.assertEqual(run.state, "failed")
        self.assertEqual(action["params"]["type"], "danger")
        self.assertEqual(action["params"]["message"], f"{run.error_path}: {run.error}")
        self.assertEqual(self.env["res.partner"].search_count([]), partners)
        self.assertFalse(self.env["ir.model.data"].search([("module", "=", "odf_test")]))
        return run

    def test_error_in_a_script_names_its_line(self):
        self.put("rows.csv", "key,name", "a,Anna")

        run = self.fail(self.flow(scripts={"broken": BROKEN}))

        self.assertEqual(run.error_path, "scripts.broken")
        self.assertTrue(run.error.startswith("line 4: ColumnNotFoundError"), run.error)
        self.assertEqual(run.action_open_step()["res_id"], run.flow_id.step_ids[1].id)

    def test_what_earlier_steps_wrote_is_undone(self):
        self.put("rows.csv", "key,name", "a,Anna")
        flow = self.flow()
        document = flow.to_document()
        document["steps"].append(
            {"name": "second", "type": "read", "format": "csv", "path": "second.csv"}
        )
        flow = self.env["odf.flow"].from_document(document, "odf_test")

        run = self.fail(flow)

        self.assertEqual(run.error_path, "steps.second.path")

    def test_missing_file_is_named(self):
        run = self.fail(self.flow())

        self.assertEqual(run.error_path, "steps.read_rows.path")
        self.assertIn("rows.csv", run.error)

    def test_missing_column_is_named_with_its_file(self):
        self.put("rows.csv", "key,name", "a,Anna")

        run = self.fail(self.flow(columns={"key": "str", "city": "str"}))

        self.assertEqual(run.error_path, "steps.read_rows.columns")
        self.assertIn("rows.csv has no column 'city'", run.error)

    def test_column_of_the_mapping_that_is_not_in_the_frame_is_named(self):
        self.put("rows.csv", "key,name", "a,Anna")

        run = self.fail(self.flow(mapping={"name": "name", "city": "town"}))

        self.assertEqual(run.error_path, "steps.write_rows.mapping.city")

    def test_model_and_field_that_do_not_exist_are_named(self):
        self.put("rows.csv", "key,name", "a,Anna")

        run = self.fail(self.flow(mapping={"nickname": "name"}))
        self.assertEqual(run.error_path, "steps.write_rows.mapping.nickname")

        run = self.fail(self.flow("res.partnre"))
        self.assertEqual(run.error_path, "steps.write_rows.model")

    def test_path_out_of_the_data_folder_is_refused(self):
        self.put("rows.csv", "key,name", "a,Anna")
        flow = self.flow()
        for path in ("../rows.csv", "/etc/passwd", "a/../../rows.csv"):
            flow.step_ids[0].path = path
            run = self.fail(flow)
            self.assertEqual(run.error_path, "steps.read_rows.path")

    def test_link_out_of_the_data_folder_is_refused(self):
        (self.folder / "rows.csv").symlink_to("/etc/passwd")

        run = self.fail(self.flow())

        self.assertEqual(run.error_path, "steps.read_rows.path")
        self.assertIn("link", run.error)

    def test_server_without_data_folder_says_so(self):
        flow = self.flow()
        with patch.dict(os.environ, {"ODF_DATA_DIR": ""}):
            run = self.fail(flow)

        self.assertIn("ODF_DATA_DIR", run.error)

    def test_script_can_not_read_the_environment_of_the_server(self):
        self.put("rows.csv", "key,name", "a,Anna")
        spy = (
            "import os\n"
            "def transform(df, ctx):\n"
            "    return df.with_columns(name=pl.lit(str(dict(os.environ))))\n"
        )

        self.run_flow(self.flow(scripts={"spy": spy}))

        self.assertEqual(self.loaded("a").name, "{}")

    def test_schedule_gets_no_notification_and_keeps_the_failed_run(self):
        flow = self.flow()

        self.assertIsNone(flow.with_context(cron_id=1).run())
        self.work(flow.last_run_id)

        self.assertEqual(flow.last_run_id.state, "failed")
        self.assertEqual(flow.last_run_id.trigger, "schedule")
