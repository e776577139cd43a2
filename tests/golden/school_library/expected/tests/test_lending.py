from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestLending(TransactionCase):
    def test_books_are_lent_in_two_steps(self):
        book = self.env.ref("school_library.book_one")
        reader = self.env.ref("base.main_partner")
        model = self.env["school.lend"].with_context(active_ids=book.ids)
        dialog = model.create({"reader_id": reader.id})
        shown = dialog.action_next()
        self.assertEqual((shown["res_id"], dialog.wizard_step), (dialog.id, "until"))
        dialog.action_back()
        self.assertEqual(dialog.wizard_step, "who")
        dialog.due = "2024-03-01"
        self.assertEqual(dialog.action_apply(), {"type": "ir.actions.act_window_close"})
        self.assertEqual((book.reader_id, str(book.due)), (reader, "2024-03-01"))
