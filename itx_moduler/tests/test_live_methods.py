from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .live_common import LiveCase

_METHODS = [
    {
        "name": "_onchange_isbn",
        "type": "onchange",
        "depends": ["isbn"],
        "code": "if self.isbn and not self.name:\n    self.name = 'Book ' + self.isbn",
    },
    {
        "name": "_check_pages",
        "type": "constrains",
        "depends": ["pages"],
        "code": [
            "for book in self:",
            "    if book.pages < 0:",
            "        raise ValidationError(_('A book has pages.'))",
        ],
    },
    {
        "name": "_unlink_except_shelf_c",
        "type": "ondelete",
        "code": [
            "if any(book.shelf == 'c' for book in self):",
            "    raise UserError('Shelf C stays.')",
        ],
    },
    {
        "name": "action_lend",
        "type": "action",
        "code": "self.write({'shelf': 'b'})\nreturn {'type': 'ir.actions.act_window_close'}",
    },
    {
        "name": "_cron_tidy",
        "type": "cron",
        "code": "self.search([('pages', '=', 0)]).write({'shelf': 'c'})",
    },
]


@tagged("post_install", "-at_install")
class TestLiveMethods(LiveCase):
    def _document(self):
        document = self.described()
        document["module"]["depends"] = ["base", "base_automation"]
        document["models"][1]["methods"] = _METHODS
        document["access"][0].update(perm_write=True, perm_create=True, perm_unlink=True)
        document["crons"][0]["code"] = "model._cron_tidy()"
        document["views"][0]["arch"] = [
            '<form><header><button type="object" name="action_lend" string="Lend"/></header>',
            '<sheet><field name="isbn"/><field name="name"/><field name="pages"/></sheet></form>',
        ]
        return document

    def test_a_module_with_methods_has_nothing_left_to_do(self):
        module = self.applied(self._document())
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_an_onchange_runs_on_the_form(self):
        self.applied(self._document())
        with Form(self.env["x_library_book"]) as form:
            form.x_isbn = "42"
            self.assertEqual(form.x_name, "Book 42")

    def test_a_check_refuses_a_record(self):
        self.applied(self._document())
        with self.assertRaisesRegex(UserError, "A book has pages"):
            self.books({"name": "a", "pages": -1})

    def test_what_runs_before_deleting_can_refuse(self):
        self.applied(self._document())
        a, c = self.books({"name": "a", "shelf": "a"}, {"name": "c", "shelf": "c"})
        a.unlink()
        with self.assertRaisesRegex(UserError, "Shelf C stays"):
            c.unlink()

    def test_the_button_of_a_method_works(self):
        self.applied(self._document())
        book = self.books({"name": "a"})
        action = self.env.ref("x_library.method_library_book_action_lend")
        self.assertIn(f'name="{action.id}"', self.env.ref("x_library.library_book_view_form").arch)

        result = action.with_context(active_model=book._name, active_ids=book.ids).run()

        self.assertEqual(book.x_shelf, "b")
        self.assertEqual(result["type"], "ir.actions.act_window_close")

    def test_a_schedule_runs_its_method(self):
        self.applied(self._document())
        book = self.books({"name": "a", "pages": 0})
        self.env.ref("x_library.cron_shelf").ir_actions_server_id.run()
        self.assertEqual(book.x_shelf, "c")
