from copy import deepcopy

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .live_common import LiveCase


@tagged("post_install", "-at_install")
class TestCode(LiveCase):
    """What a pipeline calls: push, plan and apply by documents."""

    def without_note(self):
        document = self.described()
        document["models"] = deepcopy(document["models"])
        book = document["models"][1]
        book["fields"] = [field for field in book["fields"] if field["name"] != "note"]
        document["views"] = deepcopy(document["views"][1:])
        return document

    def versions(self):
        return self.modules.with_context(active_test=False).search([("name", "=", "library")])

    def test_a_document_that_is_there_is_not_written_again(self):
        first = self.modules.push_document(self.described())
        before = self.modules.browse(first["id"]).revision_ids

        again = self.modules.push_document(self.described())

        self.assertEqual((first["outcome"], again["outcome"]), ("created", "unchanged"))
        self.assertEqual((again["id"], again["changes"]), (first["id"], []))
        self.assertEqual(self.versions().revision_ids, before)

    def test_a_plan_of_a_document_leaves_no_trace_and_is_that_of_its_version(self):
        seen = self.modules.plan_document(self.described())
        self.assertFalse(self.versions())

        module = self.made()
        done = module.apply_plan(seen["fingerprint"])

        self.assertEqual((done["outcome"], module.state), ("applied", "applied"))
        self.assertFalse(self.modules.plan_document(self.described())["operations"])

    def test_a_document_that_is_not_valid_has_no_plan(self):
        document = self.described(menus=[{"xml_id": "a", "name": "A", "parent": "nowhere"}])
        with self.assertRaisesRegex(UserError, r"menus\[a\]\.parent: "):
            self.modules.plan_document(document)
        with self.assertRaisesRegex(UserError, r"menus\[a\]\.parent: "):
            self.modules.apply_document(document, "seen")

    def test_an_answer_on_the_screen_is_none_of_who_applies_from_outside(self):
        self.applied()
        module = self.modules.browse(self.modules.push_document(self.without_note())["id"])
        module.action_validate()
        module.action_accept_losses()
        seen = self.modules.plan_document(self.without_note())["fingerprint"]

        with self.assertRaisesRegex(UserError, r"fields\[note\]: This destroys data"):
            module.apply_plan(seen)

        self.assertEqual(module.apply_plan(seen, accept=True)["outcome"], "applied")

    def test_a_column_that_the_plan_keeps_is_kept_though_losses_are_accepted(self):
        self.applied()
        module = self.modules.browse(self.modules.push_document(self.without_note())["id"])
        module.action_validate()
        module.action_plan()
        module.plan_line_ids.filtered("can_be_kept").action_keep()

        module.apply_plan(module.plan_document(self.without_note())["fingerprint"], accept=True)

        self.assertEqual(self.env["itx.moduler.dropped.field"].search_count([]), 1)

    def test_only_managers_apply_and_only_users_push_and_plan(self):
        outsider = new_test_user(self.env, "code_outsider", groups="base.group_user")
        user = new_test_user(self.env, "code_user", groups="itx_moduler.group_user")
        seen = self.modules.with_user(user).plan_document(self.described())["fingerprint"]
        pushed = self.modules.with_user(user).push_document(self.described())

        for call in ("push_document", "plan_document"):
            with self.subTest(call), self.assertRaises(AccessError):
                getattr(self.modules.with_user(outsider), call)(self.described())
        for someone in (user, outsider):
            with self.subTest(someone.login), self.assertRaises(AccessError):
                self.modules.with_user(someone).apply_document(self.described(), seen)
            with self.subTest(someone.login), self.assertRaises(AccessError):
                self.modules.browse(pushed["id"]).with_user(someone).apply_plan(seen)
