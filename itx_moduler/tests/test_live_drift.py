from odoo.exceptions import UserError
from odoo.tests import tagged

from .live_common import LiveCase


@tagged("post_install", "-at_install")
class TestLiveDrift(LiveCase):
    """What is changed in the database behind a module's back is found, adopted or overwritten."""

    def setUp(self):
        super().setUp()
        self.module = self.applied()

    def _drift(self):
        self.module.action_find_drift()
        return self.module.drift_text or ""

    def _add_field(self, **values):
        model = self.env["ir.model"]._get("x_library_book")
        return self.env["ir.model.fields"].create(
            {
                "model_id": model.id,
                "name": "x_colour",
                "ttype": "char",
                "field_description": "Colour",
                **values,
            }
        )

    def test_nothing_is_found_where_nothing_was_changed(self):
        self.assertEqual(self._drift(), "")
        self.assertEqual(self.module.drift_count, 0)

    def test_what_was_changed_deleted_or_added_is_listed(self):
        self.env.ref("x_library.menu_root").name = "Books and more"
        self.env.ref("x_library.menu_book").unlink()
        view = self.env.ref("x_library.library_author_view_form")
        view.arch = view.arch.replace('<field name="x_book_count"/>', "")
        self._add_field()

        found = self._drift()

        self.assertIn("menus[menu_root]: name from Library to Books and more", found)
        self.assertIn("- Menu menus[menu_book]", found)
        self.assertIn("views[library_author_view_form]: arch", found)
        self.assertIn("+ Field models[library.book].fields[x_colour]", found)
        self.assertEqual(self.module.drift_count, 4)

    def test_adopted_changes_are_part_of_the_next_version(self):
        self.env.ref("x_library.menu_root").name = "Books and more"
        self._add_field(ttype="selection", selection_ids=[(0, 0, {"value": "r", "name": "Red"})])
        self._add_field(
            name="x_length",
            ttype="integer",
            depends="x_name",
            compute="for book in self:\n    book['x_length'] = len(book.x_name or '')\n",
        )
        book = self.books({"name": "abc", "colour": "r"})

        second = self.modules.browse(self.module.action_adopt_drift()["res_id"])

        self.assertEqual(
            second.menu_ids.filtered(lambda m: m.xml_id == "menu_root").name, "Books and more"
        )
        self.assertTrue(self.field_of(second, "library.book", "x_colour").selection_ids)
        self.assertTrue(self.field_of(second, "library.book", "x_length").compute)
        second.action_validate()
        self.assertFalse(second.error_message)
        second.action_plan()
        # Only the views that are made from the model's fields show more than before.
        self.assertNotIn("Field models", second.plan_text)
        second.action_apply_to_odoo()
        self.assertEqual(self.fresh(book).x_colour, "r")

    def test_what_another_module_has_put_onto_the_models_is_not_ours_to_adopt(self):
        self.applied(
            {
                "module": {"name": "visitors"},
                "access": [
                    {"model": "x_library_book", "group": "base.group_user", "perm_read": True}
                ],
            }
        )

        self.assertEqual(self._drift(), "")

    def test_applying_again_overwrites_what_is_the_modules(self):
        self.env.ref("x_library.menu_root").name = "Books and more"
        self._add_field()

        self.module.action_plan()
        self.module.action_apply_to_odoo()

        self.assertEqual(self.env.ref("x_library.menu_root").name, "Library")
        self.assertIn("x_colour", self.env["x_library_book"]._fields)
        self.assertIn("x_colour", self._drift())

    def test_a_module_that_does_not_live_has_no_drift(self):
        other = self.described()
        other["module"]["name"] = "other"
        with self.assertRaises(UserError):
            self.made(other).action_find_drift()
