import base64
import csv
import io
from contextlib import suppress
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Datetime
from odoo.tests import new_test_user

from odoo_data_flow.run import package

from ..adapters import pipeline_lock, pipelines
from .common import FlowCase


class TestBackground(FlowCase):
    """Runs that a worker carries out; what only real transactions show is tested elsewhere."""

    def setUp(self):
        super().setUp()
        self.put("rows.csv", "key,name", *(f"k{number},Name {number}" for number in range(10)))
        self.tested = self.flow()

    def queued(self, **values):
        return self.tested._enqueue(trigger="manual", **values)

    def test_button_queues_a_run_and_opens_it(self):
        action = self.tested.action_run()

        run = self.tested.last_run_id
        self.assertEqual((action["res_model"], action["res_id"]), ("odf.run", run.id))
        self.assertEqual(run.state, "queued")
        self.assertTrue(self.env.ref("odf_core.cron_run_queue")._trigger)

    def test_worker_carries_a_queued_run_out(self):
        run = self.queued()

        self.work(run)

        self.assertEqual(run.state, "done", run.error)
        self.assertEqual(self.counts(run), {"read": 10, "created": 10})
        self.assertEqual(run.line_ids.mapped("name"), ["read_rows", "write_rows"])
        self.assertEqual(self.loaded("k3").name, "Name 3")
        self.assertFalse(list(pipelines.folder(run.pipeline_id).glob("packages/*")))

    def test_run_in_slices_ends_as_one_in_one_go(self):
        run = self.queued()

        self.work(run, slices=2, rows=2)
        self.assertEqual((run.state, run.progress_step), ("waiting", "write_rows"))
        self.assertEqual(len(self.env["ir.model.data"].search([("module", "=", "odf_test")])), 6)
        self.work(run, slices=2, rows=2)

        self.assertEqual(run.state, "done", run.log)
        self.assertEqual(self.counts(run), {"read": 10, "created": 10})

    def test_rows_that_waited_for_those_of_another_step_count_as_created_in_slices_too(self):
        self.put("children.csv", "key,name,parent", *(f"c{n},Child {n},k{n}" for n in range(10)))
        document = self.tested.to_document()
        read, write = document["steps"]
        children = {"name": "read_children", "output": "children", "path": "children.csv"}
        mapping = {"name": "name", "parent_id": "parent"}
        document["steps"] = [
            {**read, **children},
            {**write, "name": "write_children", "input": "children", "mapping": mapping},
            read,
            write,
        ]
        self.tested = self.env["odf.flow"].from_document(document, "odf_test")
        run = self.queued()

        self.work(run, slices=20, rows=2)

        self.assertEqual(run.state, "done", run.error)
        self.assertGreater(run.log.count("Goes on."), 5)
        self.assertEqual(self.counts(run), {"read": 20, "created": 20})
        self.assertEqual(self.loaded("c7").parent_id, self.loaded("k7"))

    def test_worker_that_dies_right_after_a_commit_leaves_exact_counts(self):
        run = self.queued()
        self.work(run, slices=2, rows=2)
        write = package.write_whole

        def dies_before_the_manifest(path, content):
            if path.name == package.MANIFEST:
                raise KeyboardInterrupt
            write(path, content)

        # Not by assertRaises, which would undo what was committed.
        with (
            patch.object(package, "write_whole", dies_before_the_manifest),
            suppress(KeyboardInterrupt),
        ):
            self.work(run, rows=2)
        self.assertEqual(len(self.env["ir.model.data"].search([("module", "=", "odf_test")])), 8)
        run.sudo()._set_back("The server ended.")

        self.work(run, rows=2)

        self.assertEqual(run.state, "done", run.error)
        self.assertEqual(self.counts(run), {"read": 10, "created": 10})

    def test_run_carries_out_the_flow_as_it_was_when_it_was_asked_for(self):
        run = self.queued()
        self.tested.step_ids[1].mapping = {"ref": "name"}

        self.work(run)

        self.assertEqual(self.loaded("k3").name, "Name 3")

    def test_dry_run_writes_nothing_and_counts_all(self):
        run = self.queued(dry_run=True)

        self.work(run)

        self.assertEqual(run.state, "done", run.error)
        self.assertEqual(self.counts(run), {"read": 10, "created": 10})
        self.assertFalse(self.env["ir.model.data"].search([("module", "=", "odf_test")]))

    def test_queued_run_that_is_cancelled_is_not_carried_out(self):
        run = self.queued()
        run.action_cancel()

        with self.enter_registry_test_mode():
            self.assertFalse(run._work())

        self.assertEqual(run.state, "cancelled")

    def test_running_run_that_is_cancelled_ends_at_its_next_batch(self):
        run = self.queued()
        self.work(run, slices=2, rows=2)
        run.sudo().cancel_requested = True

        self.work(run)

        self.assertEqual(run.state, "cancelled")
        self.assertEqual(len(self.env["ir.model.data"].search([("module", "=", "odf_test")])), 6)
        self.assertFalse(list(pipelines.folder(run.pipeline_id).glob("packages/*")))

    def test_pipeline_at_work_is_left_alone_by_everybody_else(self):
        run = self.queued()
        lock = run.pipeline_id._lock_name()
        with pipeline_lock.held(self.env.cr.dbname, lock) as got, self.enter_registry_test_mode():
            self.assertTrue(got)
            self.assertFalse(run._work())
            with self.assertRaisesRegex(UserError, "running already"):
                self.tested.run()
        self.assertEqual(run.state, "queued")

    def test_run_of_a_dead_worker_waits_for_another_one(self):
        run = self.queued().sudo()
        run._begin()

        run._set_back("The server ended.")

        self.assertEqual((run.state, run.setbacks), ("waiting", 1))
        self.work(run)
        self.assertEqual((run.state, run.setbacks), ("done", 0))

    def test_run_that_gets_no_further_fails_in_the_end(self):
        run = self.queued().sudo()
        for _time in range(7):
            run._begin()
            run._set_back("The server ended.")

        self.assertEqual(run.state, "failed")
        self.assertIn("7 times", run.error)

    def test_failure_is_told_to_those_who_are_to_know(self):
        told = new_test_user(self.env, "odf_told", "odf_core.group_flow_user")
        self.tested.notify_user_ids = told
        (self.folder / "rows.csv").unlink()
        run = self.queued()

        self.work(run)

        self.assertEqual((run.state, run.error_path), ("failed", "steps.read_rows.path"))
        self.assertEqual(self.tested.activity_ids.user_id, told)
        self.assertIn("rows.csv", self.tested.message_ids[0].body)

    def test_failure_that_repeats_is_one_thing_to_do(self):
        told = new_test_user(self.env, "odf_told", "odf_core.group_flow_user")
        self.tested.notify_user_ids = told
        for path in ("absent.csv", "<b>gone.csv"):
            self.tested.step_ids[0].path = path
            self.work(self.queued())

        self.assertEqual(self.tested.activity_ids.user_id, told)
        self.assertEqual(len(self.tested.activity_ids), 1)
        self.assertIn("&lt;b&gt;gone.csv", self.tested.activity_ids.note)
        self.assertIn('data-oe-model="odf.run"', self.tested.activity_ids.note)

    def test_schedule_queues_one_run_at_a_time(self):
        scheduled = self.tested.with_context(cron_id=1)
        scheduled.run()
        scheduled.run()

        self.assertEqual(self.tested.run_ids.mapped("state"), ["queued"])

    def test_nobody_keeps_a_schedule_from_its_run_by_queueing_one(self):
        user = new_test_user(self.env, "odf_user", "odf_core.group_flow_user")
        scheduled = self.tested.with_context(cron_id=1)
        scheduled.with_user(user).run()
        scheduled.run()

        self.assertEqual(self.tested.run_ids.user_id, user | self.tested.run_as_id)

    def test_runs_are_deleted_when_their_days_are_over(self):
        old, new = self.run_flow(self.tested), self.run_flow(self.tested)
        old.sudo().ended = Datetime.subtract(Datetime.now(), days=91)

        self.env["odf.run"]._gc_old_runs()

        self.assertEqual(self.tested.run_ids, new)

    def test_manager_finds_the_schedule_that_a_module_brings_and_makes_no_second_one(self):
        manager = new_test_user(self.env, "odf_scheduler", "odf_core.group_flow_manager")
        data = {"module": "odf_test", "name": "flow_load", "model": "odf.flow"}
        self.env["ir.model.data"].create({**data, "res_id": self.tested.id})
        cron = self.env["ir.cron"].create(
            {
                "name": "Load",
                "model_id": self.env["ir.model"]._get_id("odf.flow"),
                "state": "code",
                "code": 'env.ref("odf_test.flow_load").run()',
                "interval_type": "weeks",
                "active": False,
            }
        )
        flow = self.tested.with_user(manager)

        self.assertEqual((flow.has_schedule, flow.schedule_unit), (True, "weeks"))
        flow.schedule_active = True
        flow.action_schedule()

        self.assertTrue(cron.active)
        self.assertFalse(self.tested.cron_ids)
        self.assertEqual(self.tested.run_as_id, manager)

    def test_manager_schedules_a_flow_without_rights_on_schedules(self):
        manager = new_test_user(self.env, "odf_manager", "odf_core.group_flow_manager")
        flow = self.tested.with_user(manager)

        flow.action_schedule()
        flow.write({"schedule_number": 3, "schedule_unit": "hours"})

        cron = self.tested.cron_ids
        self.assertEqual((cron.interval_number, cron.interval_type), (3, "hours"))
        self.assertTrue(cron.active)
        cron.ir_actions_server_id.with_context(cron_id=cron.id).run()
        self.assertEqual(self.tested.last_run_id.user_id, manager)
        flow.unlink()
        self.assertFalse(cron.exists())

    def test_only_its_user_and_managers_cancel_a_run(self):
        run = self.queued()
        user = new_test_user(self.env, "odf_user", "odf_core.group_flow_user")

        with self.assertRaises(AccessError):
            run.with_user(user).action_cancel()


class TestPipeline(FlowCase):
    def test_delta_writes_only_what_has_changed_also_at_once(self):
        self.put("rows.csv", "key,name", "a,Anna", "b,Björn")
        flow = self.flow(key="key")
        flow.mode = "delta"
        self.run_flow(flow)
        self.put("rows.csv", "key,name", "a,Anna", "b,Bjorn")

        run = self.run_flow(flow)

        self.assertEqual(self.counts(run), {"read": 1, "updated": 1})
        self.assertEqual(run.line_ids[0].excluded_rows, 1)
        self.assertEqual(len(flow.pipeline_ids), 1)
        self.assertIn("rows known: 2", flow.pipeline_ids.summary)

    def test_run_that_fails_remembers_nothing(self):
        self.put("rows.csv", "key,name", "a,Anna")
        flow = self.flow(key="key", mapping={"name": "nothing"})
        flow.mode = "delta"
        flow.run()
        flow.step_ids[1].mapping = {"name": "name"}

        run = self.run_flow(flow)

        self.assertEqual(self.counts(run), {"read": 1, "created": 1})

    def test_pipeline_that_is_reset_reads_everything_again(self):
        self.put("rows.csv", "key,name", "a,Anna")
        flow = self.flow(key="key")
        flow.mode = "delta"
        self.run_flow(flow)
        self.assertEqual(self.counts(self.run_flow(flow)), {})

        flow.pipeline_ids.action_reset()

        self.assertEqual(self.counts(self.run_flow(flow)), {"read": 1, "unchanged": 1})

    def test_flow_that_reads_another_file_is_another_pipeline(self):
        self.put("rows.csv", "key,name", "a,Anna")
        self.put("others.csv", "key,name", "a,Anna")
        flow = self.flow(key="key")
        self.run_flow(flow)
        flow.step_ids[0].path = "others.csv"
        self.run_flow(flow)

        self.assertEqual(len(flow.pipeline_ids), 2)

    def test_only_managers_reset_and_nobody_edits_a_pipeline(self):
        self.put("rows.csv", "key,name", "a,Anna")
        flow = self.flow()
        self.run_flow(flow)
        for group in ("odf_core.group_flow_user", "odf_core.group_script_author"):
            user = new_test_user(self.env, group, group)
            pipeline = flow.pipeline_ids.with_user(user)
            self.assertTrue(pipeline.summary is not None)
            with self.assertRaises(AccessError):
                pipeline.action_reset()
            with self.assertRaises(AccessError):
                pipeline.fingerprint = "x"


class TestRetry(FlowCase):
    def test_quarantined_rows_can_be_downloaded_and_sent_again(self):
        self.put("rows.csv", "key,name,country", "a,Anna,base.se", "b,Bea,odf_test.atlantis")
        flow = self.flow(mapping={"name": "name", "country_id": "country"})
        run = flow._enqueue(trigger="manual")
        self.work(run)
        self.assertEqual(self.counts(run), {"read": 2, "created": 1, "quarantined": 1})
        self.assertEqual(run.line_ids.mapped("model"), ["rows.csv", "res.partner"])
        line = run.line_ids[1]
        self.assertEqual((run.reject_line_ids, run.can_retry), (line, True))
        self.assertIn(b"odf_test.atlantis", base64.b64decode(line.rejects_file))
        country = self.env["res.country"].create({"name": "Atlantis", "code": "ZQ"})
        self.env["ir.model.data"].create(
            {"module": "odf_test", "name": "atlantis", "model": country._name, "res_id": country.id}
        )

        action = run.action_retry_rejects()

        again = self.env["odf.run"].browse(action["res_id"])
        self.assertEqual(again.retry_line_id, line)
        self.work(again)
        self.assertEqual(again.state, "done", again.error)
        self.assertEqual(self.counts(again), {"read": 1, "created": 1})
        self.assertEqual(self.loaded("b").country_id, country)

    def test_spreadsheet_finds_no_formula_among_downloaded_rows(self):
        self.put(
            "rows.csv",
            "key,=name,since,phone",
            "a,=cmd|'/c calc'!A0,never,+46 70-123",
            '"b","@sum(1)\nx",-1+a,-1.5',
        )
        flow = self.flow(
            mapping={"name": "=name"},
            columns={"since": "date"},
            contract={"values": "discard_row"},
        )

        content = base64.b64decode(self.run_flow(flow).line_ids[0].rejects_file).decode()

        head, *rows = csv.reader(io.StringIO(content, newline=""))
        self.assertEqual(head[-4:], ["key", "'=name", "since", "phone"])
        self.assertEqual(
            [row[-4:] for row in rows],
            [
                ["a", "'=cmd|'/c calc'!A0", "never", "+46 70-123"],
                ["b", "'@sum(1)\nx", "'-1+a", "-1.5"],
            ],
        )

    def test_rows_that_are_still_to_be_sent_again_are_kept(self):
        self.put("rows.csv", "key,name,country", "a,Anna,odf_test.atlantis")
        flow = self.flow(mapping={"name": "name", "country_id": "country"})
        run = flow._enqueue(trigger="manual").sudo()
        self.work(run)
        run.action_retry_rejects()
        run.ended = Datetime.subtract(Datetime.now(), days=91)

        self.env["odf.run"]._gc_old_runs()
        with self.assertRaisesRegex(UserError, "still to be sent again"):
            run.unlink()

        self.assertTrue(run.exists())
        (flow.run_ids - run).action_cancel()
        self.env["odf.run"]._gc_old_runs()
        self.assertFalse(run.exists())

    def test_rows_that_no_model_has_refused_can_not_be_sent_again(self):
        self.put("rows.csv", "key,name,since", "a,Anna,never")
        flow = self.flow(columns={"since": "date"}, contract={"values": "discard_row"})
        run = self.run_flow(flow)
        self.assertEqual((run.rejected_rows, run.can_retry), (1, False))
        self.assertIn(b"never", base64.b64decode(run.line_ids[0].rejects_file))

        with self.assertRaisesRegex(UserError, "Only rows that a model refused"):
            run.action_retry_rejects()
