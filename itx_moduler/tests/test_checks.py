import os
import subprocess
import sys
import time
from unittest.mock import patch

from odoo.addons.itx_moduler.adapters.scratch import databases, jobs
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import mute_logger

from .live_common import LiveCase

#: Longer than any of these jobs takes, on a busy machine too.
_PATIENCE = 300


class ScratchCase(LiveCase):
    def setUp(self):
        super().setUp()
        self.enterContext(patch.dict(os.environ, {jobs.PERMISSION: "managers"}))

    def awaited(self, records):
        """Return the records once their jobs have ended."""
        until = time.monotonic() + _PATIENCE
        while "running" in records.mapped("state"):
            self.assertLess(time.monotonic(), until, records.mapped("stage"))
            time.sleep(0.3)
            records.action_refresh()
        return records

    def exists(self, name):
        return name in self.databases()

    def databases(self):
        """Return the scratch databases that there are now: name → whether one can connect."""
        # A transaction of its own: that of the test does not see what came after it began.
        with db_connect("postgres").cursor() as cr:
            cr.execute("SELECT datname, datallowconn FROM pg_database")
            return {name: open_ for name, open_ in cr.fetchall() if name.startswith("itx_scratch_")}

    def scratch_databases(self):
        return {name for name in self.databases() if "_template_" not in name}

    def author(self):
        return self.env["res.users"].create(
            {
                "name": "Author",
                "login": "check_author",
                "group_ids": [Command.set([self.env.ref("itx_moduler.group_user").id])],
            }
        )


@tagged("post_install", "-at_install")
class TestChecksByApplying(ScratchCase):
    """An apply that is taken back shows whether a module can live here."""

    def test_what_can_be_applied_passes_and_nothing_of_it_stays(self):
        module = self.made()

        module.action_check_by_applying()

        self.assertEqual(module.check_ids.state, "passed")
        self.assertTrue(module.check_ids.is_current)
        self.assertEqual(module.state, "validated")
        self.assertNotIn("x_library_book", self.env)
        self.assertFalse(self.env["ir.model"].search([("model", "like", "x_library%")]))
        self.assertFalse(module.is_live)

    def test_a_next_version_that_loses_data_can_be_tried_without_losing_any(self):
        first = self.applied()
        thailand = self.env.ref("base.th")
        book = self.books({"name": "Emma", "country_ids": thailand.ids})
        second = self.next_version(first)
        self.field_of(second, "library.book", "country_ids").unlink()
        second.action_validate()

        second.action_check_by_applying()

        self.assertEqual(second.check_ids.state, "passed", second.check_ids.message)
        self.assertEqual(self.fresh(book).x_country_ids, thailand)

    @mute_logger("odoo.sql_db")
    def test_what_the_database_refuses_fails_and_names_the_element(self):
        first = self.applied()
        self.books({"name": "a", "pages": 1})
        second = self.next_version(first)
        book = second.model_ids.filtered(lambda model: model.name == "library.book")
        book.constraint_ids = [Command.create({"name": "long", "definition": "CHECK (pages > 9)"})]
        second.action_validate()

        second.action_check_by_applying()

        self.assertEqual(second.check_ids.state, "failed")
        self.assertIn("constraints[long]", second.check_ids.message)
        self.assertEqual(second.state, "validated")
        self.assertEqual(self.books({"name": "b", "pages": 2}).x_pages, 2)

    def test_a_result_expires_with_the_content(self):
        module = self.made()
        module.action_check_by_applying()

        module.action_draft()
        self.assertFalse(module.check_ids.is_current)
        module.title = "Another Title"
        module.action_validate()
        self.assertFalse(module.check_ids.is_current)

    def test_only_managers_try_it_here(self):
        module = self.made()
        with self.assertRaises(AccessError):
            module.with_user(self.author()).action_check_by_applying()

    def test_nobody_can_forge_a_result(self):
        module = self.made()
        forged = {"module_id": module.id, "kind": "apply", "fingerprint": "x", "state": "passed"}
        with self.assertRaises(AccessError):
            self.env["itx.moduler.check"].create(forged)


@tagged("post_install", "-at_install")
class TestChecksByInstalling(ScratchCase):
    """A real install in a scratch database, with the tests that the module brings."""

    def installed(self, document):
        module = self.made(document)
        module.action_check_by_installing()
        return module, self.awaited(module.check_ids)

    def test_what_installs_passes_with_its_tests_and_leaves_no_database(self):
        before = self.scratch_databases()
        module, check = self.installed(self.described())
        self.assertEqual(check.state, "passed", check.message)
        self.assertGreater(check.tests_run, 3)
        self.assertEqual(check.tests_failed, 0)
        self.assertTrue(check.remarks)
        self.assertTrue(check.is_current)
        self.assertEqual(self.scratch_databases(), before)
        self.assertFalse(jobs._folder(check.token).exists())

        with self.subTest("what does not install fails, with the element and Odoo's words"):
            broken = self.described()
            broken["module"]["name"] = "library_broken"
            broken["models"][1]["methods"] = [
                {
                    "name": "create",
                    "type": "create",
                    "code": "super().create(vals_list)\nraise RuntimeError('late')\n",
                }
            ]
            _module, failed = self.installed(broken)
            self.assertEqual(failed.state, "failed")
            self.assertIn("late", failed.message)
            self.assertIn("models[library.book]", failed.elements)
            self.assertEqual(self.scratch_databases(), before)

        with self.subTest("the template is kept, without a way in"):
            template, _modules = jobs.template_for(["base"])
            self.assertIs(self.databases()[template], False)

        with self.subTest("a job that is cancelled ends and cleans up"):
            module.action_check_by_installing()
            cancelled = self.env["itx.moduler.check"].search([], limit=1)
            cancelled.action_cancel()
            self.assertEqual(self.awaited(cancelled).state, "cancelled")
            self.assertEqual(self.scratch_databases(), before)

        with self.subTest("and one that takes too long"):
            self.env["ir.config_parameter"].set_param("itx_moduler.scratch_time_limit", "0")
            module.action_check_by_installing()
            late = self.awaited(self.env["itx.moduler.check"].search([], limit=1))
            self.assertEqual(late.state, "failed")
            self.assertIn("longer than 0 seconds", late.message)

    def test_only_the_owner_of_the_server_lets_code_run_on_it(self):
        module = self.made()
        with patch.dict(os.environ, {jobs.PERMISSION: ""}), self.assertRaises(AccessError):
            module.action_check_by_installing()
        author = module.with_user(self.author())
        with self.assertRaises(AccessError):
            author.action_check_by_installing()
        self.assertFalse(module.check_ids)

    def test_without_the_right_to_make_databases_it_says_so(self):
        module = self.made()
        with (
            patch.object(databases, "can_create", return_value=False),
            self.assertRaisesRegex(UserError, "CREATEDB"),
        ):
            module.action_check_by_installing()

    def test_a_runner_that_died_is_given_up(self):
        module = self.made()
        token, folder = jobs._new_folder()
        self.addCleanup(jobs.clean, token)
        check = (
            self.env["itx.moduler.check"]
            ._unguarded()
            .create({"module_id": module.id, "kind": "install", "fingerprint": "x", "token": token})
        )
        progress = folder / "progress.json"
        progress.write_text('{"stage": "x", "state": "running", "message": "", "seconds": 1}')
        check.action_refresh()
        self.assertEqual(check.state, "running")
        os.utime(progress, (0, 0))
        check.action_refresh()
        self.assertEqual(check.state, "failed")

    def test_only_scratch_databases_are_dropped(self):
        for name in (self.env.cr.dbname, "postgres", "itx_scratch_x; --"):
            with self.assertRaises(ValueError):
                databases.drop(name)
        with self.assertRaises(ValueError):
            jobs.progress("../elsewhere")

    def test_the_schema_of_odoo_is_asked(self):
        _token, folder = jobs._new_folder()
        self.addCleanup(jobs.clean, folder.name)
        (folder / "x.xml").write_text("<odoo><record/></odoo>")
        steps = list(jobs._lint(str(folder)))
        done = subprocess.run(steps[0]["command"], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout[:8]), (1, "x.xml:1:"))
        self.assertEqual(steps[0]["command"][0], sys.executable)


@tagged("post_install", "-at_install")
class TestSideBySide(ScratchCase):
    """Two versions, each in a database of its own."""

    def test_two_versions_live_in_two_databases_until_they_are_dropped(self):
        first = self.made()
        second = self.next_version(first)
        second.model_ids[:1].field_ids = [Command.create({"name": "born", "type": "date"})]
        action = second.action_side_by_side()
        wizard = self.env[action["res_model"]].with_context(**action["context"]).create({})

        wizard.action_start()

        pair = self.env["itx.moduler.scratch.database"].search([("purpose", "=", "side_by_side")])
        self.awaited(pair)
        self.assertEqual(pair.mapped("state"), ["passed"] * 2, pair.mapped("message"))
        self.assertEqual(pair.module_id, first | second)
        held = {one.module_id.version: self._fields(one.name, "x_library_author") for one in pair}
        self.assertEqual(held[2] - held[1], {"x_born"})
        self.assertTrue(all(one.url and one.password for one in pair))

        names = pair.mapped("name")
        pair.action_drop()
        self.assertFalse(any(self.exists(name) for name in names))
        self.assertFalse(pair.exists())

    def _fields(self, database, model):
        with db_connect(database).cursor() as cr:
            cr.execute("SELECT name FROM ir_model_fields WHERE model = %s", [model])
            return {name for (name,) in cr.fetchall()}

    def test_one_version_is_not_two(self):
        module = self.made()
        wizard = self.env["itx.moduler.side.by.side.wizard"].create(
            {"first_version_id": module.id, "second_version_id": module.id}
        )
        with self.assertRaises(UserError):
            wizard.action_start()

    def test_authors_make_no_databases(self):
        module = self.made()
        with self.assertRaises(AccessError):
            self.env["itx.moduler.side.by.side.wizard"].with_user(self.author()).create(
                {"first_version_id": module.id, "second_version_id": module.id}
            )
