from unittest.mock import patch

import psycopg2
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .live_common import LiveCase


@tagged("post_install", "-at_install")
class TestLiveApply(LiveCase):
    def test_an_applied_module_has_nothing_left_to_do(self):
        module = self.applied()

        module.action_plan()

        self.assertEqual(module.state, "applied")
        self.assertIn("Nothing to do", module.plan_text)

    def test_records_can_be_made_and_are_computed(self):
        self.applied()

        author = self.env["x_library_author"].create({"x_name": "Sunthorn Phu"})
        self.books(
            {"name": "พระอภัยมณี", "author_id": author.id}, {"name": "b", "author_id": author.id}
        )

        self.assertEqual(author.x_book_count, 2)
        self.assertEqual(author.display_name, "Sunthorn Phu")
        self.assertEqual(set(author.x_book_ids.mapped("x_shelf")), {"a"})

    def test_a_unique_constraint_holds_and_shows_its_message(self):
        self.applied()
        self.books({"name": "a", "isbn": "1"})

        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.IntegrityError) as raised:
            self.books({"name": "b", "isbn": "1"})

        model = self.env["x_library_book"]
        message = model._sql_error_to_message(raised.exception)
        self.assertEqual(message, "There is a book of this ISBN already.")

    def test_readers_read_within_the_rule_and_write_nothing(self):
        self.applied()
        self.books({"name": "a", "shelf": "a"}, {"name": "c", "shelf": "c"})
        reader = self.env["res.users"].create(
            {
                "name": "Reader",
                "login": "reader",
                "group_ids": [(6, 0, [self.env.ref("x_library.group_reader").id])],
            }
        )

        books = self.env["x_library_book"].with_user(reader)

        self.assertEqual(books.search([]).mapped("x_name"), ["a"])
        with self.assertRaises(AccessError):
            books.create({"x_name": "d"})

    def test_a_button_opens_the_action_of_the_module(self):
        self.applied()
        view = self.env.ref("x_library.library_book_view_form")
        action = self.env.ref("x_library.action_author")
        self.assertIn(f'name="{action.id}"', view.arch_db)

    def test_a_stranger_is_not_touched(self):
        """Only records that the module owns are changed, whatever they are called."""
        foreign = self.env["res.groups"].create({"name": "Library: Reader"})
        self.applied()
        self.assertNotEqual(self.env.ref("x_library.group_reader"), foreign)
        self.assertFalse(foreign.implied_ids)

    def test_a_module_that_is_missing_here_is_named(self):
        document = self.described()
        document["module"]["depends"] = ["base", "crm"]
        module = self.made(document)
        with self.assertRaisesRegex(UserError, "crm"):
            module.action_apply_to_odoo()
        self.assertNotIn("x_library_book", self.env)

    def test_two_links_between_the_same_models_are_kept_apart(self):
        document = self.described()
        document["models"][1]["fields"].append(
            {
                "name": "sold_in_ids",
                "type": "many2many",
                "comodel_name": "res.country",
                "relation_table": "library_book_sold_in_rel",
            }
        )
        self.applied(document)
        thailand, france = self.env.ref("base.th"), self.env.ref("base.fr")

        book = self.books({"name": "a", "country_ids": thailand.ids, "sold_in_ids": france.ids})
        book.invalidate_recordset()

        self.assertEqual(book.x_country_ids, thailand)
        self.assertEqual(book.x_sold_in_ids, france)

    def test_code_that_odoo_refuses_is_blocked_in_the_plan(self):
        document = self.described()
        document["models"][0]["methods"][0][
            "code"
        ] = "import os\nfor author in self:\n    author.book_count = 0\n"
        module = self.made(document)
        module.action_plan()
        self.assertIn("export the module", module.plan_text)
        with self.assertRaisesRegex(UserError, "_compute_count"):
            module.action_apply_to_odoo()

    def test_a_model_has_the_fields_that_it_inherits_from_the_modules_own(self):
        document = self.described()
        document["models"].append(
            {
                "name": "library.tagged",
                "abstract": True,
                "fields": [{"name": "tag", "type": "char"}],
            }
        )
        document["models"][1]["inherit"] = ["library.tagged"]
        document["views"][0]["arch"][2] = '<field name="note"/><field name="tag"/>'
        module = self.applied(document)

        book = self.books({"name": "Emma", "tag": "novel"})

        self.assertEqual(book.x_tag, "novel")
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_a_plan_that_the_screen_does_not_show_is_not_carried_out(self):
        module = self.made()
        module.action_plan()
        shown = module.with_context(itx_moduler_plan_mark=module.plan_mark)
        module.action_draft()
        module.action_server_ids.code = "env['res.users'].search([]).unlink()"
        module.action_validate()
        module.action_plan()

        with self.assertRaisesRegex(UserError, "changed Library.*since you opened it"):
            shown.action_apply_to_odoo()

        module.with_context(itx_moduler_plan_mark=module.plan_mark).action_apply_to_odoo()
        self.assertEqual(module.state, "applied")

    def test_an_accepted_loss_that_the_screen_does_not_show_is_not_carried_out(self):
        module = self.next_version(self.applied())
        self.field_of(module, "library.book", "pages").unlink()
        self.books({"name": "Emma", "pages": 474})
        book_form = module.view_ids.filtered(lambda view: view.model == "library.book")
        book_form.arch = book_form.arch.replace('<field name="pages"/>', "")
        module.action_validate()
        self.assertFalse(module.error_message)
        module.action_plan()
        shown = module.with_context(itx_moduler_plan_mark=module.plan_mark)
        module.action_accept_losses()

        with self.assertRaisesRegex(UserError, "since you opened it"):
            shown.action_apply_to_odoo()

    def test_only_one_applies_a_module_at_a_time(self):
        module = self.made()
        with (
            patch.object(type(module), "try_lock_for_update", lambda self, **options: self[:0]),
            self.assertRaisesRegex(UserError, "by somebody else at this moment"),
        ):
            module.action_apply_to_odoo()
        self.assertNotIn("x_library_book", self.env)

    def test_a_model_of_another_module_is_not_made_again(self):
        self.applied()
        document = self.described()
        document["module"]["name"] = "other"
        other = self.made(document)

        with self.assertRaisesRegex(UserError, "model x_library_author in this database"):
            other.action_apply_to_odoo()

        self.assertEqual(other.state, "validated")
