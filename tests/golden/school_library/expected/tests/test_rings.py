from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestRings(TransactionCase):
    def test_rings_are_closed(self):
        one = self.env.ref("school_library.book_one")
        two = self.env.ref("school_library.book_two")
        self.assertEqual((one.sequel_id, two.sequel_id), (two, one))
        self.assertEqual(one.shelf_id.first_id, one)
        itself = self.env.ref("school_library.book_self")
        self.assertEqual(itself.sequel_id, itself)

    def test_values_arrive(self):
        one = self.env.ref("school_library.book_one")
        self.assertEqual(one.name, "หนึ่ง 🛩\n  second line ")
        self.assertEqual(
            (one.pages, one.weight, one.lent, one.state), (12, 0.25, True, "old")
        )
        self.assertEqual(
            (str(one.bought), str(one.seen)), ("2024-02-29", "2024-02-29 23:59:59")
        )
        self.assertEqual(one.cover, b"aGVsbG8=")
        self.assertEqual(one.facts, {"a": [1, "'", None, True]})
        self.assertEqual(
            one.country_ids, self.env.ref("base.th") + self.env.ref("base.fr")
        )
        self.assertEqual(one.shelf_id.name, "A & B <i> ]]> \"'")
        self.assertIn("100 % %(name)s", one.shelf_id.note)
        two = self.env.ref("school_library.book_two")
        self.assertEqual(two.name, "%(year)s")
        self.assertTrue(two.bought)

    def test_sequence_counts(self):
        number = self.env["ir.sequence"].next_by_code("school.loan")
        self.assertRegex(number, r"^L/\d{4}/0000\d$")

    def test_hook_left_its_mark(self):
        mark = self.env["ir.config_parameter"].sudo().get_param("school_library.mark")
        self.assertEqual(mark, "post_init")
