from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import sql

from .live_common import LiveCase


@tagged("post_install", "-at_install")
class TestLiveVersions(LiveCase):
    def test_a_renamed_field_keeps_its_values_and_is_followed_everywhere(self):
        module = self.applied()
        book = self.books({"name": "a", "isbn": "1"})
        second = self.next_version(module)

        self.field_of(second, "library.book", "isbn").name = "barcode"
        plan = self.apply_next(second)

        book = self.fresh(book)
        self.assertIn("renamed from isbn to barcode", plan)
        self.assertEqual(book.x_barcode, "1")
        self.assertFalse(sql.column_exists(self.env.cr, "x_library_book", "x_isbn"))
        self.assertIn("x_barcode", self.env.ref("x_library.library_book_view_form").arch_db)
        self.assertTrue(self.env.ref("x_library.library_book_view_form").active)
        action = self.env.ref("x_library.action_author")
        self.assertEqual(action.domain, "[('x_book_ids.x_barcode', '!=', False)]")
        definition = sql.constraint_definition(
            self.env.cr, "x_library_book", "x_library_book_isbn_unique"
        )
        self.assertEqual(definition, "UNIQUE (x_barcode)")

    def test_a_renamed_link_keeps_its_values_and_its_mirror(self):
        module = self.applied()
        author = self.env["x_library_author"].create({"x_name": "a"})
        self.books({"name": "b", "author_id": author.id})
        second = self.next_version(module)

        self.field_of(second, "library.book", "author_id").name = "writer_id"
        self.apply_next(second)

        author = self.fresh(author)
        self.assertEqual(author.x_book_ids.x_writer_id, author)
        self.assertEqual(author.x_book_count, 1)
        self.books({"name": "c", "writer_id": author.id})
        self.assertEqual(author.x_book_count, 2)

    def test_a_renamed_field_is_still_computed_from(self):
        module = self.applied()
        author = self.env["x_library_author"].create({"x_name": "a"})
        second = self.next_version(module)

        self.field_of(second, "library.author", "book_ids").name = "work_ids"
        self.apply_next(second)

        self.books({"name": "b", "author_id": author.id})
        self.assertEqual(self.fresh(author).x_book_count, 1)

    def test_a_required_field_is_refused_while_rows_are_empty(self):
        module = self.applied()
        self.books({"name": "a", "isbn": "1"}, {"name": "b"})
        second = self.next_version(module)
        self.field_of(second, "library.book", "isbn").required = True
        second.action_validate()

        second.action_plan()

        self.assertIn("1 rows have no value", second.plan_text)
        with self.assertRaisesRegex(UserError, "fill them first"):
            second.action_apply_to_odoo()
        self.env["x_library_book"].search([("x_name", "=", "b")]).x_isbn = "2"
        second.action_plan()
        second.action_apply_to_odoo()
        self.assertTrue(self._not_null("x_library_book", "x_isbn"))

    def _not_null(self, table, column):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT is_nullable FROM information_schema.columns"
            " WHERE table_name = %s AND column_name = %s",
            (table, column),
        )
        return self.env.cr.fetchone()[0] == "NO"

    def test_dropping_a_field_with_data_needs_an_answer(self):
        module = self.applied()
        self.books({"name": "a", "note": "keep me"}, {"name": "b"})
        second = self.next_version(module)
        view = second.view_ids.filtered(lambda v: v.model == "library.book")
        view.arch = view.arch.replace('<field name="note" invisible="not isbn"/>', "")
        self.field_of(second, "library.book", "note").unlink()
        second.action_validate()
        second.action_plan()

        self.assertIn("1 rows lose what they hold in it", second.plan_text)
        with self.assertRaisesRegex(UserError, "accept the loss"):
            second.action_apply_to_odoo()
        self.assertTrue(sql.column_exists(self.env.cr, "x_library_book", "x_note"))

        second.action_accept_losses()
        second.action_apply_to_odoo()
        self.assertFalse(sql.column_exists(self.env.cr, "x_library_book", "x_note"))

    def test_a_unique_constraint_is_refused_while_rows_repeat(self):
        module = self.applied()
        self.books({"name": "same"}, {"name": "same"}, {"name": "other"})
        second = self.next_version(module)
        book = second.model_ids.filtered(lambda m: m.name == "library.book")
        book.constraint_ids = [(0, 0, {"name": "name_unique", "definition": "UNIQUE (name)"})]
        second.action_validate()
        second.action_plan()

        self.assertIn("2 rows share their values", second.plan_text)
        with self.assertRaises(UserError):
            second.action_apply_to_odoo()

    def test_another_type_makes_the_column_anew_once_accepted(self):
        module = self.applied()
        self.books({"name": "a", "pages": 12})
        second = self.next_version(module)
        self.field_of(second, "library.book", "pages").type = "char"
        second.action_validate()
        second.action_plan()
        with self.assertRaises(UserError):
            second.action_apply_to_odoo()

        second.action_accept_losses()
        second.action_apply_to_odoo()

        self.assertEqual(self.env["x_library_book"]._fields["x_pages"].type, "char")

    def test_options_come_go_and_change_places(self):
        module = self.applied()
        book = self.books({"name": "a", "shelf": "b"})
        second = self.next_version(module)
        shelf = self.field_of(second, "library.book", "shelf")
        options = {option.value: option for option in shelf.selection_ids}
        options["c"].unlink()
        options["b"].value = "bb"
        options["b"].position = -1
        shelf.selection_ids = [(0, 0, {"value": "d", "name": "Shelf D", "position": 99})]
        rule = second.rule_ids
        rule.domain = "[('shelf', '!=', 'd')]"

        self.apply_next(second)

        book = self.fresh(book)
        self.assertEqual(book.x_shelf, "bb")
        live = self.env["ir.model.fields"]._get("x_library_book", "x_shelf").selection_ids
        self.assertEqual(live.sorted("sequence").mapped("value"), ["bb", "a", "d"])

    def test_a_model_goes_with_all_that_stands_on_it(self):
        module = self.applied()
        document = self.described()
        for name in ("access", "rules", "views", "actions", "menus", "crons"):
            document[name] = []
        document["models"] = document["models"][:1]
        document["models"][0]["fields"] = document["models"][0]["fields"][:1]
        document["models"][0]["methods"] = []
        second = self.modules.from_document(document)
        second.action_validate()
        self.assertFalse(second.error_message)
        second.action_accept_losses()

        second.action_apply_to_odoo()

        self.assertNotIn("x_library_book", self.env)
        self.assertIn("x_library_author", self.env)
        self.assertFalse(self.env.ref("x_library.menu_root", raise_if_not_found=False))
        self.assertFalse(sql.table_exists(self.env.cr, "x_library_book"))
        self.assertEqual(second.parent_version_id, module)

    def test_a_plan_is_refused_when_the_database_has_changed_since(self):
        module = self.applied()
        second = self.next_version(module)
        self.field_of(second, "library.book", "isbn").string = "Barcode"
        second.action_validate()
        second.action_plan()
        self.env.ref("x_library.menu_root").name = "Renamed by hand"

        with self.assertRaisesRegex(UserError, "out of date"):
            second.action_apply_to_odoo()

    def test_rolling_back_is_a_plan_like_another(self):
        module = self.applied()
        book = self.books({"name": "a", "isbn": "1"})
        second = self.next_version(module)
        self.field_of(second, "library.book", "isbn").name = "barcode"
        self.apply_next(second)

        back = self.modules.browse(module.action_rollback()["res_id"])
        plan = self.apply_next(back)

        book = self.fresh(book)
        self.assertIn("renamed from barcode to isbn", plan)
        self.assertEqual(book.x_isbn, "1")

    def test_what_was_deleted_by_hand_is_made_anew(self):
        module = self.applied()
        self.env.ref("x_library.menu_book").unlink()

        module.action_plan()
        self.assertIn("+ Menu menus[menu_book]", module.plan_text)
        module.action_apply_to_odoo()

        self.assertTrue(self.env.ref("x_library.menu_book"))

    def test_who_is_no_administrator_plans_changes_of_what_lives(self):
        author = new_test_user(self.env, "author", groups="itx_moduler.group_user")
        second = self.next_version(self.applied()).with_user(author)

        self.field_of(second, "library.book", "isbn").name = "barcode"
        second.action_validate()
        second.action_plan()

        self.assertIn("renamed from isbn to barcode", second.plan_text)
        with self.assertRaises(AccessError):
            second.action_apply_to_odoo()

    def _without_note(self, module):
        """Return the next version of a module, without the field `note`, validated and planned."""
        version = self.next_version(module)
        view = version.view_ids.filtered(lambda v: v.model == "library.book")
        view.arch = view.arch.replace('<field name="note" invisible="not isbn"/>', "")
        self.field_of(version, "library.book", "note").unlink()
        version.action_validate()
        version.action_plan()
        return version

    def test_the_values_of_a_field_can_be_put_aside_and_come_back(self):
        module = self.applied()
        a, b = self.books({"name": "a", "note": "keep me"}, {"name": "b"})
        second = self._without_note(module)
        line = second.plan_line_ids.filtered("can_be_kept")

        line.action_keep()
        second.action_apply_to_odoo()

        self.assertNotIn("x_note", self.env["x_library_book"]._fields)
        self.assertFalse(sql.column_exists(self.env.cr, "x_library_book", "x_note"))
        second.action_plan()
        self.assertIn("Nothing to do", second.plan_text)
        c = self.books({"name": "c"})

        third = self.modules.browse(module.action_rollback()["res_id"])
        third.action_validate()
        third.action_plan()
        self.assertIn("1 rows get back the values that were put aside", third.plan_text)
        third.action_apply_to_odoo()

        self.assertEqual(self.fresh(a + b + c).mapped("x_note"), ["keep me", False, False])
        self.assertFalse(self.env["itx.moduler.dropped.field"].search([("column", "!=", False)]))

    def test_a_rollback_says_what_can_not_come_back(self):
        module = self.applied()
        self.books({"name": "a", "note": "lose me"})
        second = self._without_note(module)
        second.action_accept_losses()
        second.action_apply_to_odoo()

        third = self.modules.browse(module.action_rollback()["res_id"])
        third.action_validate()
        third.action_plan()

        self.assertIn("the values that it had then can't come back", third.plan_text)

    def test_a_link_that_is_put_aside_binds_no_rows_any_more(self):
        module = self.applied()
        author = self.env["x_library_author"].create({"x_name": "a"})
        book = self.books({"name": "b", "author_id": author.id})
        document = self.described()
        document["models"][0]["fields"] = document["models"][0]["fields"][:1]
        document["models"][0]["methods"] = []
        fields = document["models"][1]["fields"]
        document["models"][1]["fields"] = [f for f in fields if f["name"] != "author_id"]
        document["views"], document["actions"] = [], []
        document["menus"] = [document["menus"][1]]
        second = self.modules.from_document(document)
        second.action_validate()
        self.assertFalse(second.error_message)
        second.action_plan()
        second.plan_line_ids.filtered("can_be_kept").action_keep()
        second.action_accept_losses()
        second.action_apply_to_odoo()

        self.fresh(author).unlink()

        third = self.modules.browse(module.action_rollback()["res_id"])
        plan = self.apply_next(third)
        self.assertIn("1 rows get back the values that were put aside", plan)
        self.assertTrue(self.fresh(book).exists())
        self.assertFalse(self.fresh(book).x_author_id)

    def test_a_plan_lists_what_destroys_first(self):
        module = self.applied()
        self.books({"name": "a", "note": "keep me"})
        second = self._without_note(module)

        impacts = second.plan_line_ids.mapped("impact")

        gravest_first = ["destructive", "data_dependent", "additive", "cosmetic"]
        self.assertEqual(impacts[0], "destructive")
        self.assertEqual(impacts, sorted(impacts, key=gravest_first.index))

    def test_a_module_keeps_the_name_under_which_it_lives(self):
        version = self.next_version(self.applied())
        version.name = "biblio"
        version.action_validate()

        with self.assertRaisesRegex(UserError, "lives as library.*Give it that name again"):
            version.action_plan()

        self.assertTrue(version.action_export_module())
