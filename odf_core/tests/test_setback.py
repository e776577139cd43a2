"""What a failure means for a run in the background: time heals it, or somebody has to."""

from unittest.mock import patch

from odoo.fields import Datetime
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from odoo_data_flow.connect import AuthenticationError, OutcomeUnknown
from odoo_data_flow.errors import Blocked

from ..adapters import run_worker
from .common import FlowCase


class TestSetback(FlowCase):
    def setUp(self):
        super().setUp()
        self.put("rows.csv", "key,name", "a,Anna")
        self.tested = self.flow()

    def fails_with(self, error):
        """A run whose engine raises the error."""
        run = self.tested._enqueue(trigger="manual")
        with patch.object(run_worker, "run_flow", side_effect=error):
            self.work(run)
        return run

    def test_what_a_person_has_to_see_to_fails_at_once_and_is_told(self):
        told = new_test_user(self.env, "odf_told", "odf_core.group_flow_user")
        self.tested.notify_user_ids = told
        for error in (
            AuthenticationError("shop", "The key is not known.", "Make a new one."),
            Blocked("", "rows.csv: the system refuses it."),
        ):
            run = self.fails_with(error)

            self.assertEqual((run.state, run.setbacks), ("failed", 0))
            self.assertIn(error.message, run.error)
            self.assertEqual(self.tested.activity_ids.user_id, told)
            self.assertIn(error.message, self.tested.activity_ids.note)

    def test_momentary_trouble_lets_the_run_rest_longer_each_time_and_says_until_when(self):
        error = OutcomeUnknown("res.partner.create", "status 502.", "See that the server runs.")
        run = self.fails_with(error)
        rests = []
        cron = self.env.ref("odf_core.cron_run_queue")
        while run.state == "waiting":
            rests.append(round((run.not_before - Datetime.now()).total_seconds() / 60))
            called_at = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
            self.assertIn(run.not_before, called_at.mapped("call_at"))
            self.assertIn(f"Next try in {rests[-1]} minutes.", run.log)
            self.assertFalse(self.tested.activity_ids)
            with patch.object(run_worker, "run_flow", side_effect=error):
                self.work(run)

        self.assertEqual(rests, [1, 2, 4, 8, 16, 32])
        self.assertEqual((run.state, run.not_before), ("failed", False))
        self.assertIn("7 times", run.error)
        self.assertIn("status 502", run.error)

    def test_run_that_is_over_the_trouble_may_be_set_back_as_often_again(self):
        run = self.fails_with(OutcomeUnknown("", "status 502.", "")).sudo()
        run._begin()

        run._note_progress({"progress_index": 1, "progress_rows": 5})
        self.assertEqual(run.setbacks, 0)
        run._set_back("Down.")
        # As far as it was, and no further.
        run._note_progress({"progress_index": 1, "progress_rows": 5})
        self.assertEqual(run.setbacks, 1)

    def test_error_that_nobody_has_foreseen_fails_at_once(self):
        with mute_logger("odoo.addons.odf_core.adapters.run_worker"):
            run = self.fails_with(TypeError("a model's own code is broken"))

        self.assertEqual(run.state, "failed")
        self.assertIn("TypeError: a model's own code is broken", run.error)

    def test_failure_of_a_schedule_is_told_to_managers_of_the_company_if_nobody_is_named(self):
        group = "odf_core.group_flow_manager"
        other = self.env["res.company"].create({"name": "Other"})
        ours = new_test_user(self.env, "odf_ours", group)
        theirs = new_test_user(
            self.env, "odf_theirs", group, company_id=other.id, company_ids=[(6, 0, other.ids)]
        )
        gone = new_test_user(self.env, "odf_gone", group)
        gone.active = False
        self.tested.company_id = ours.company_id
        self.tested.with_context(cron_id=1).run()
        (self.folder / "rows.csv").unlink()

        self.work(self.tested.last_run_id)

        told = self.tested.activity_ids.user_id
        self.assertEqual(told & (ours | theirs | gone), ours)
        self.assertTrue(all(user.has_group(group) for user in told))

    def test_failure_of_a_run_that_a_person_has_started_is_told_to_that_person(self):
        person = new_test_user(self.env, "odf_person", "odf_core.group_flow_user")
        run = self.tested.with_user(person)._enqueue(trigger="manual")
        (self.folder / "rows.csv").unlink()

        self.work(run)

        self.assertEqual(self.tested.activity_ids.user_id, person)
