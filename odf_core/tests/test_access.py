from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user

from .common import FlowCase


class TestAccess(FlowCase):
    def setUp(self):
        super().setUp()
        self.put("rows.csv", "key,name", "a,Anna")
        script = "def transform(df, ctx):\n    return df\n"
        self.tested = self.flow(scripts={"tidy": script})
        self.nobody = new_test_user(self.env, "odf_nobody", "base.group_user")
        self.user = new_test_user(self.env, "odf_user", "odf_core.group_flow_user")
        self.partner_user = new_test_user(
            self.env, "odf_partner", "odf_core.group_flow_user,base.group_partner_manager"
        )
        self.manager = new_test_user(self.env, "odf_manager", "odf_core.group_flow_manager")
        self.author = new_test_user(self.env, "odf_author", "odf_core.group_script_author")

    def test_nobody_sees_flows_without_a_group(self):
        for model in ("odf.flow", "odf.flow.step", "odf.transform.script", "odf.run"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.nobody).search([])
        with self.assertRaises(AccessError):
            self.tested.with_user(self.nobody).run()

    def test_user_runs_but_edits_nothing(self):
        flow = self.tested.with_user(self.partner_user)
        flow.run()

        self.assertEqual(flow.last_run_id.state, "done")
        self.assertEqual(flow.last_run_id.user_id, self.partner_user)
        for record in (flow, flow.step_ids[0], flow.script_ids):
            with self.assertRaises(AccessError):
                record.name = "other"

    def test_run_has_the_rights_of_its_user_and_no_more(self):
        flow = self.tested.with_user(self.user)
        flow.run()

        self.assertEqual(flow.last_run_id.state, "failed")
        self.assertEqual(flow.last_run_id.error_path, "steps.write_rows.model")
        self.assertFalse(self.env.ref("odf_test.a", raise_if_not_found=False))

    def test_nobody_forges_a_run(self):
        for user in (self.user, self.manager, self.author):
            with self.assertRaises(AccessError):
                self.env["odf.run"].with_user(user).create(
                    {"flow_id": self.tested.id, "trigger": "manual", "user_id": user.id}
                )

    def test_manager_edits_flows_but_no_scripts(self):
        flow = self.tested.with_user(self.manager)
        flow.title = "Other"
        flow.step_ids[0].path = "other.csv"
        with self.assertRaises(AccessError):
            flow.script_ids.code = "def transform(df, ctx):\n    return df.head(0)\n"

    def test_author_edits_scripts_but_no_flows(self):
        flow = self.tested.with_user(self.author)
        flow.script_ids.code = "def transform(df, ctx):\n    return df.head(0)\n"
        with self.assertRaises(AccessError):
            flow.title = "Other"

    def test_schedule_has_the_rights_of_who_changed_the_flow_last(self):
        superuser = self.env.ref("base.user_root")
        self.assertEqual(self.tested.run_as_id, superuser)
        scheduled = self.tested.with_context(cron_id=1)

        self.tested.step_ids[0].with_user(self.manager).options = {"separator": ","}
        self.assertEqual(self.tested.run_as_id, self.manager)
        scheduled.run()
        self.work(self.tested.last_run_id)
        self.assertEqual(self.tested.last_run_id.state, "failed")
        self.assertEqual(self.tested.last_run_id.user_id, self.manager)

        self.tested.script_ids.with_user(self.author).code += "\n"
        self.assertEqual(self.tested.run_as_id, self.author)

    def test_who_schedules_a_flow_gives_it_no_rights_but_their_own(self):
        self.tested.with_user(self.manager).action_schedule()
        self.assertEqual(self.tested.run_as_id, self.manager)

    def test_who_moves_a_step_has_changed_both_flows(self):
        mine = self.env["odf.flow"].with_user(self.manager).create({"name": "mine"})
        self.tested.step_ids[1].with_user(self.manager).flow_id = mine
        self.assertEqual(self.tested.run_as_id, self.manager)

    def test_who_says_where_data_come_from_lets_schedules_have_their_rights(self):
        superuser = self.env.ref("base.user_root")
        connections = self.env["odf.connection"].with_user(self.manager)
        common = self.env["odf.connection"].create({"name": "erp", "kind": "rest"})
        self.tested.step_ids[0].connection = "erp"

        def is_taken_over():
            taken = self.tested.run_as_id == self.manager
            self.tested.run_as_id = superuser
            return taken

        self.assertFalse(is_taken_over())
        common.with_user(self.manager).title = "Our old one"
        self.assertFalse(is_taken_over())
        common.with_user(self.manager).url = "https://example.com"
        self.assertTrue(is_taken_over())
        own = connections.create({"name": "erp", "kind": "rest", "company_id": self.env.company.id})
        self.assertTrue(is_taken_over())
        own.name = "other"
        self.assertTrue(is_taken_over())
        own.name = "erp"
        self.assertTrue(is_taken_over())
        own.unlink()
        self.assertTrue(is_taken_over())

    def test_rights_of_a_user_who_has_left_are_nobodys(self):
        flow = self.tested
        flow.with_user(self.manager).title = "Hers"
        run = flow.with_user(self.partner_user)._enqueue(trigger="manual")
        (self.manager | self.partner_user).active = False

        flow.with_context(cron_id=1).run()
        self.work(run)
        self.work(flow.last_run_id)

        self.assertNotEqual(flow.last_run_id, run)
        self.assertEqual((run | flow.last_run_id).mapped("state"), ["failed", "failed"])
        self.assertIn("odf_partner", run.error)
        self.assertFalse(self.env.ref("odf_test.a", raise_if_not_found=False))

    def test_schedule_leaves_an_archived_flow_alone(self):
        self.tested.active = False
        self.tested.with_context(cron_id=1).run()
        self.assertFalse(self.tested.run_ids)

    def test_nobody_takes_the_rights_of_somebody_else(self):
        flow = self.tested.with_user(self.manager)
        with self.assertRaises(AccessError):
            flow.run_as_id = self.env.ref("base.user_admin")
        with self.assertRaises(AccessError):
            flow.create({"name": "x", "run_as_id": self.env.ref("base.user_admin").id})

    def test_flows_and_runs_of_another_company_are_not_seen(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.tested.run()
        self.tested.company_id = self.tested.script_ids.company_id = other
        stranger = new_test_user(
            self.env,
            "odf_stranger",
            "odf_core.group_flow_manager,odf_core.group_script_author",
            company_id=self.env.company.id,
            company_ids=[Command.set(self.env.company.ids)],
        )
        for model in (
            *("odf.flow", "odf.flow.step", "odf.transform.script"),
            *("odf.pipeline", "odf.run", "odf.run.line"),
        ):
            self.assertFalse(self.env[model].with_user(stranger).search([]), model)
        with self.assertRaises(AccessError):
            self.tested.with_user(stranger).run()

    def test_companies_share_a_flow_but_neither_rows_nor_memory(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "odf_stranger",
            "odf_core.group_flow_manager,base.group_partner_manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        self.put("rows.csv", "key,name", "a,Anna", ",Nobody")
        self.tested.step_ids[0].key = "key"
        self.tested.mode = "delta"
        own = self.tested.with_user(self.partner_user)._enqueue(trigger="manual")
        self.work(own)
        self.assertTrue(own.line_ids.filtered("rejects_file"))

        for model in ("odf.pipeline", "odf.run", "odf.run.line", "odf.run.reject"):
            self.assertFalse(self.env[model].with_user(stranger).search([]), model)
        theirs = self.tested.with_user(stranger)
        theirs.run()
        self.assertEqual(theirs.last_run_id.company_id, other)
        self.assertEqual(theirs.last_run_id.read_count, 2)
        self.assertEqual(len(self.tested.pipeline_ids), 2)
        self.assertNotEqual(self.tested.with_user(self.user).last_run_id, theirs.last_run_id)

    def test_new_record_gets_no_external_id_of_an_installed_module(self):
        self.put("rows.csv", "key,name", "base.invented,Anna", "__import__.b,Bea", "c,Cecilia")

        run = self.run_flow(self.tested)

        self.assertEqual(self.counts(run), {"read": 3, "created": 2, "quarantined": 1})
        self.assertIn("installed module base", run.reject_ids.reason)
        self.assertFalse(self.env.ref("base.invented", raise_if_not_found=False))

    def test_manager_gives_a_flow_no_namespace_of_an_installed_module(self):
        flow = self.tested.with_user(self.manager)
        with self.assertRaisesRegex(ValidationError, "installed module"):
            flow.namespace = "base"
        flow.namespace = "my_own"

        # As a module that brings a flow does.
        self.env["ir.model.data"].create(
            {"module": "base", "name": "flow_x", "model": "odf.flow", "res_id": self.tested.id}
        )
        flow.namespace = "base"

    def test_flows_of_modules_make_external_ids_of_their_module(self):
        self.tested.sudo().namespace = "base"
        self.put("rows.csv", "key,name", "invented,Anna")

        self.run_flow(self.tested)

        self.assertEqual(self.env.ref("base.invented").name, "Anna")

    def test_what_a_group_may_do_with_the_records_of_runs(self):
        self.tested.run()
        rights = {
            "odf.pipeline": {},
            "odf.run": {"unlink": self.manager},
            "odf.run.line": {},
            "odf.run.reject": {},
        }
        for model, granted in rights.items():
            for user in (self.user, self.manager, self.author):
                records = self.env[model].with_user(user)
                self.assertTrue(records.has_access("read"), (model, user.login))
                for operation in ("create", "write", "unlink"):
                    self.assertEqual(
                        records.has_access(operation),
                        granted.get(operation) == user,
                        (model, user.login, operation),
                    )
            self.assertFalse(self.env[model].with_user(self.nobody).has_access("read"), model)

    def test_only_who_may_see_a_run_listens_to_its_progress(self):
        self.tested.run()
        run = self.tested.last_run_id
        channel = f"odf.run_{run.id}"

        def channels(user):
            return self.env["ir.websocket"].with_user(user)._odf_with_runs([channel])

        self.assertIn(run, channels(self.user))
        self.assertNotIn(run, channels(self.nobody))
        self.assertNotIn(channel, channels(self.nobody))
        self.tested.company_id = self.env["res.company"].create({"name": "Other"})
        self.assertNotIn(run, channels(self.user))
