from odoo.tests import Form, new_test_user, tagged

from .live_common import LiveCase

_LEND = {
    "name": "library.lend",
    "description": "Lend",
    "fields": [
        {"name": "note", "type": "char", "required": True},
        {"name": "pages", "type": "integer"},
        {"name": "shelf", "type": "selection", "required": True,
         "selection": [["b", "B"], ["c", "C"]]},
    ],
}  # fmt: skip
_WIZARD = {
    "xml_id": "lend",
    "name": "Lend <books>",
    "model": "library.lend",
    "started_on": "library.book",
    "groups": ["group_keeper"],
    "steps": [
        {"name": "what", "field_names": ["note"], "help": 'It\'s "what" & ไทย'},
        {"name": "how", "title": "How?", "field_names": ["pages"]},
        {"name": "where", "field_names": ["shelf"]},
    ],
    "code": [
        "for book in self.record_ids:",
        "    book.note = self.note",
        "    book.shelf = self.shelf",
    ],
}


@tagged("post_install", "-at_install")
class TestLiveWizard(LiveCase):
    def lending(self, **changes):
        document = self.described(wizards=[{**_WIZARD, **changes}])
        document["models"].append(_LEND)
        return document

    def dialog(self, books):
        """Return a new record of the wizard, as the Action menu of these books starts it."""
        context = {"active_model": "x_library_book", "active_ids": books.ids}
        return self.env["x_library_lend"].with_context(**context).create({"x_note": "n"})

    def press(self, dialog, name):
        """Press the button of a step; return what happens next."""
        view = self.env.ref("x_library.lend_view_form")
        label = {"action_next": "Next", "action_back": "Back", "action_apply": "Apply"}[name]
        number = self.env.ref(f"x_library.method_library_lend_{name}").id
        self.assertRegex(view.arch_db, rf'name="{number}"[^>]*string="{label}"')
        action = self.env["ir.actions.server"].browse(number)
        return action.with_context(active_model=dialog._name, active_id=dialog.id,
                                   active_ids=dialog.ids).run()  # fmt: skip

    def test_it_goes_on_and_back_and_does_its_work(self):
        module = self.applied(self.lending())
        books = self.books({"name": "a"}, {"name": "b"})
        dialog = self.dialog(books)
        self.assertEqual(dialog.x_record_ids, books)
        self.assertEqual(dialog.x_wizard_step, "what")

        shown = self.press(dialog, "action_next")
        self.assertEqual(dialog.x_wizard_step, "how")
        self.assertEqual((shown["res_id"], shown["target"]), (dialog.id, "new"))
        self.press(dialog, "action_back")
        self.assertEqual(dialog.x_wizard_step, "what")
        self.press(dialog, "action_next")
        self.press(dialog, "action_next")
        self.assertEqual(dialog.x_wizard_step, "where")
        dialog.x_shelf = "c"
        done = self.press(dialog, "action_apply")

        self.assertEqual(done, {"type": "ir.actions.act_window_close"})
        self.assertEqual(set(books.mapped("x_note")), {"n"})
        self.assertEqual(set(books.mapped("x_shelf")), {"c"})
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_it_stands_in_the_menu_of_the_model_and_opens_its_form(self):
        module = self.applied(self.lending())
        action = self.env.ref("x_library.lend")
        self.assertEqual(action.binding_model_id.model, "x_library_book")
        self.assertEqual(action.view_id, self.env.ref("x_library.lend_view_form"))
        self.assertEqual(action.target, "new")
        self.assertTrue(self.env["x_library_lend"]._transient)
        self.assertEqual(module.wizard_ids.applied_record, action)

    def test_only_the_step_that_is_shown_requires(self):
        self.applied(self.lending())
        form = Form(self.env["x_library_lend"], view="x_library.lend_view_form")
        form.x_note = "n"
        dialog = form.save()
        self.press(dialog, "action_next")
        self.press(dialog, "action_next")
        form = Form(dialog, view="x_library.lend_view_form")
        with self.assertRaisesRegex(AssertionError, "x_shelf"):
            form.save()

    def test_only_its_groups_may_use_it(self):
        self.applied(self.lending())
        keeper = new_test_user(self.env, "keeper", groups="base.group_user")
        keeper.group_ids += self.env.ref("x_library.group_keeper")
        stranger = new_test_user(self.env, "stranger", groups="base.group_user")
        model = self.env["x_library_lend"]
        self.assertTrue(model.with_user(keeper).has_access("create"))
        self.assertFalse(model.with_user(stranger).has_access("create"))

    def test_a_changed_wizard_follows_and_a_removed_one_goes(self):
        module = self.applied(self.lending())
        version = self.next_version(module)
        version.wizard_ids.step_ids[1].unlink()
        version.wizard_ids.apply_label = "Do it"
        self.apply_next(version)
        dialog = self.dialog(self.books({"name": "a"}))
        self.press(dialog, "action_next")
        self.assertEqual(dialog.x_wizard_step, "where")
        self.assertIn("Do it", self.env.ref("x_library.lend_view_form").arch_db)

        last = self.next_version(version)
        last.wizard_ids.unlink()
        last.model_ids.filtered(lambda model: model.name == "library.lend").unlink()
        last.action_validate()
        self.assertFalse(last.error_message)
        last.action_plan()
        last.action_accept_losses()
        last.action_apply_to_odoo()

        self.assertNotIn("x_library_lend", self.env)
        self.assertFalse(self.env.ref("x_library.lend", raise_if_not_found=False))
