from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from itx_codegen.ir import load, sha256

from .snapshot_common import SMALL, SnapshotCase


@tagged("post_install", "-at_install")
class TestWorkflow(SnapshotCase):
    def test_a_valid_module_is_validated_with_the_hash_of_its_content(self):
        self.module.action_validate()

        self.assertEqual(self.module.state, "validated")
        self.assertEqual(self.module.fingerprint, sha256(load(SMALL)))
        self.assertFalse(self.module.error_message)

    def test_the_state_of_an_element_follows_from_its_module(self):
        self.module.action_validate()

        self.assertEqual(self.field("name").state, "validated")
        found = self.env["itx.moduler.view"].search([("state", "=", "validated")])
        self.assertIn(self.module.view_ids, found)

    def test_a_problem_is_told_at_the_element_and_the_state_stays(self):
        self.field("pages").name = "not an identifier"

        notification = self.module.action_validate()

        self.assertEqual(self.module.state, "draft")
        self.assertEqual(notification["params"]["type"], "danger")
        wrong = self.field("not an identifier")
        self.assertIn("models[library.book].fields[not an identifier]", wrong.error_message)
        self.assertIn(wrong.error_message, self.module.error_message)
        self.assertIn(wrong.error_message, self.module.model_ids.error_message)
        self.assertFalse(self.field("name").error_message)

    def test_problems_go_when_they_are_put_right(self):
        self.field("pages").name = "not an identifier"
        self.module.action_validate()
        self.field("not an identifier").name = "pages"

        self.module.action_validate()

        self.assertEqual(self.module.state, "validated")
        self.assertFalse(self.module.error_message or self.field("pages").error_message)

    def test_only_a_draft_can_be_edited(self):
        self.module.action_validate()
        attempts = {
            "write module": lambda: self.module.write({"title": "x"}),
            "write element": lambda: self.field("name").write({"string": "x"}),
            "write nested": lambda: self.module.write(
                {"model_ids": [(1, self.module.model_ids.id, {"description": "x"})]}
            ),
            "create element": lambda: self.env["itx.moduler.model.field"].create(
                {"model_id": self.module.model_ids.id, "name": "x", "type": "char"}
            ),
            "delete element": lambda: self.module.view_ids.unlink(),
            "delete module": lambda: self.module.unlink(),
        }
        for said, attempt in attempts.items():
            with self.subTest(said), self.assertRaisesRegex(UserError, "back to draft"):
                attempt()

    def test_no_element_can_be_moved_into_a_module_that_is_not_draft(self):
        self.module.action_validate()
        draft = self.Module.from_document({"module": {"name": "other"}})
        view = self.env["itx.moduler.view"].create(
            {"module_id": draft.id, "model": "m", "type": "form", "arch": "<form/>"}
        )
        with self.assertRaisesRegex(UserError, "back to draft"):
            view.module_id = self.module

    def test_back_to_draft_forgets_the_validation(self):
        self.module.action_validate()

        self.module.action_draft()

        self.assertEqual(self.module.state, "draft")
        self.assertFalse(self.module.fingerprint or self.module.validated_date)
        self.field("name").string = "Title"

    def test_only_a_validated_module_goes_back_to_draft(self):
        self.module.action_validate()
        self.module.action_export_module()
        with self.assertRaisesRegex(UserError, "is exported; for this it must be validated"):
            self.module.action_draft()

    def test_a_draft_is_neither_planned_applied_nor_exported(self):
        for action in ("action_plan", "action_apply_to_odoo", "action_export_module"):
            with self.subTest(action), self.assertRaisesRegex(UserError, "is draft"):
                getattr(self.module, action)()

    def test_what_is_done_twice_is_done_once(self):
        for action in ("action_validate", "action_draft", "action_archive", "action_restore"):
            with self.subTest(action):
                getattr(self.module, action)()
                state, revisions = self.module.state, len(self.module.revision_ids)
                getattr(self.module, action)()
                self.assertEqual(
                    (self.module.state, len(self.module.revision_ids)), (state, revisions)
                )

    def test_an_archived_module_keeps_its_children_in_sight(self):
        self.module.action_archive()

        self.assertFalse(self.module.active)
        self.assertEqual(len(self.module.model_ids.field_ids), 2)
        self.assertFalse(self.env["itx.moduler.view"].search([("module_id", "=", self.module.id)]))

    def test_restoring_gives_the_state_back(self):
        self.module.action_validate()
        self.module.action_archive()

        self.module.action_restore()

        self.assertEqual((self.module.state, self.module.active), ("validated", True))
        self.assertTrue(self.field("name").active)

    def test_an_applied_module_that_is_not_live_any_more_comes_back_as_validated(self):
        self.module.action_validate()
        self.module._unguarded().write({"state": "applied"})
        self.module.action_archive()

        self.module.action_restore()

        self.assertEqual(self.module.state, "validated")

    def test_an_applied_module_that_is_live_comes_back_as_applied(self):
        self.module.action_validate()
        self.module.action_apply_to_odoo()
        self.module.action_archive()

        self.module.action_restore()

        self.assertEqual((self.module.state, self.module.is_live), ("applied", True))

    def test_the_buttons_of_a_model_are_those_of_its_module(self):
        model = self.module.model_ids

        model.action_validate()

        self.assertEqual(self.module.state, "validated")
        self.assertEqual(self.newest_revision().model_id, model)

    def test_a_form_is_closed_outside_of_draft(self):
        with Form(self.module) as form:
            form.title = "Our Library"
        self.module.action_validate()
        with self.assertRaises(AssertionError), Form(self.module) as form:
            form.title = "Their Library"

    def test_a_module_made_in_a_form_starts_with_base(self):
        with Form(self.Module) as form:
            form.name = "by_hand"
            with form.model_ids.new() as model:
                model.name = "by.hand"
                with model.field_ids.new() as field:
                    field.name = "name"
                    field.type = "char"
        module = form.record

        self.assertEqual(module.to_document()["module"]["depends"][0]["name"], "base")
        self.assertEqual(module.revision_ids.change_type, "create")
        self.assertEqual(module.revision_ids.fields_added, 1)

    def test_a_plan_changes_nothing_and_is_shown(self):
        self.module.action_validate()

        action = self.module.action_plan()

        self.assertEqual((action["target"], action["res_id"]), ("new", self.module.id))
        self.assertIn("+ Model models[library.book]", self.module.plan_text)
        self.assertIn(
            "+ Field models[library.book].fields[pages]",
            self.module.plan_line_ids.mapped("description"),
        )
        self.assertFalse(self.env["ir.model"].search([("model", "=like", "x_library%")]))
        self.assertEqual(self.module.state, "validated")

    def test_applying_leaves_a_revision_and_a_live_version(self):
        self.module.action_validate()

        self.module.action_apply_to_odoo()

        self.assertEqual((self.module.state, self.module.live_version), ("applied", 1))
        self.assertEqual(self.newest_revision().change_type, "apply")
        self.assertEqual(self.module.model_ids.applied_record._name, "ir.model")
        self.assertFalse(self.module.plan_data)
