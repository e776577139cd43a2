from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user


class TestBulk(TransactionCase):
    def save(self, fields, rows, model="res.partner", user=None):
        bulk = self.env["odf.bulk"]
        return (bulk.with_user(user) if user else bulk).save(model, fields, rows)

    def test_rows_are_created_with_their_names_and_later_updated_each_with_its_values(self):
        first = self.save(["name", "color"], [["b.one", "One", 1], ["b.two", "Two", 2]])
        again = self.save(["name", "color"], [["b.two", "Two", 7], ["b.one", "Uno", 1]])

        one, two = self.env.ref("b.one"), self.env.ref("b.two")
        self.assertEqual(first, {"ids": [one.id, two.id], "refused": []})
        self.assertEqual(again, {"ids": [two.id, one.id], "refused": []})
        self.assertEqual((one + two).mapped("name"), ["Uno", "Two"])
        self.assertEqual((one + two).mapped("color"), [1, 7])

    def test_as_in_odoos_import_the_address_of_a_new_contact_is_no_news_of_its_company(self):
        company = self.env["res.partner"].create({"name": "Mill", "is_company": True})
        self.env["res.partner"].create({"name": "First", "parent_id": company.id})

        self.save(["name", "parent_id", "street"], [["b.one", "One", company.id, "Elm Street 1"]])

        self.assertEqual(self.env.ref("b.one").street, "Elm Street 1")
        self.assertFalse(company.street)

    def test_who_may_not_see_what_odoos_import_reads_creates_records_all_the_same(self):
        partners = self.env.registry["res.partner"]
        load = partners._load_records_create

        def reads_too_much(records, values):
            load(records, values)
            raise AccessError("Only accountants see it.")  # pylint: disable=translation-required

        with patch.object(partners, "_load_records_create", reads_too_much):
            self.save(["name"], [["b.one", "One who is created once"]])

        self.assertEqual(
            self.env["res.partner"].search([("name", "=", "One who is created once")]),
            self.env.ref("b.one"),
        )

    def test_rows_are_named_by_id_too(self):
        partner = self.env["res.partner"].create({"name": "There"})
        gone = self.env["res.partner"].create({"name": "Gone"})
        gone.unlink()

        answer = self.save(["name"], [[partner.id, "Here"], [gone.id, "Nobody"]])

        self.assertEqual(partner.name, "Here")
        self.assertEqual(answer["ids"], [partner.id, False])
        self.assertEqual([one["row"] for one in answer["refused"]], [1])

    def test_bad_rows_are_told_and_the_others_written(self):
        names = [f"b.{letter}" for letter in "abcdefg"]
        rows = [[name, name, "EUR" if name == "b.d" else f"Q{name[-1]}Q", "$"] for name in names]
        rows += [
            ["b.a", "twice", "QZQ", "$"],
            ["bare", "bare", "QYQ", "$"],
            ["base.main_company", "x", "Q", "$"],
        ]

        answer = self.save(["full_name", "name", "symbol"], rows, "res.currency")

        self.assertEqual([one["row"] for one in answer["refused"]], [3, 7, 8, 9])
        self.assertTrue(all(one["message"] for one in answer["refused"]))
        written = [bool(one) for one in answer["ids"]]
        self.assertEqual(written, [place not in (3, 7, 8, 9) for place in range(10)])
        self.assertEqual(self.env.ref("b.g").full_name, "b.g")
        self.assertFalse(self.env.ref("b.d", raise_if_not_found=False))

    def test_name_of_a_record_that_is_gone_gets_the_new_one(self):
        self.save(["name"], [["b.one", "One"]])
        old = self.env.ref("b.one")
        self.env.cr.execute("DELETE FROM res_partner WHERE id = %s", [old.id])
        self.env.invalidate_all()

        answer = self.save(["name"], [["b.one", "Again"]])

        self.assertEqual(self.env.ref("b.one").id, answer["ids"][0])
        self.assertNotEqual(answer["ids"][0], old.id)

    def test_record_made_by_delegation_is_named_as_odoos_import_names_it(self):
        self.save(["name", "login"], [["b.ann", "Ann", "bulk_ann"]], "res.users")
        self.assertEqual(self.env.ref("b.ann_res_partner"), self.env.ref("b.ann").partner_id)

    def test_caller_has_no_more_rights_than_before(self):
        user = new_test_user(self.env, "bulk_user", "base.group_user")
        manager = new_test_user(
            self.env, "bulk_manager", "base.group_user,base.group_partner_manager"
        )
        with self.assertRaises(AccessError):
            self.save(["name"], [["b.one", "One"]], user=user)
        with self.assertRaises(AccessError):
            self.save(["name"], [["b.group", "Group"]], "res.groups", user=manager)
        with self.assertRaises(AccessError):
            self.save(["state"], [["b.run", "done"]], "odf.run", user=manager)
        for row in ([2**31 - 1, "Group"], ["base.main_partner", "Group"], ["nothing", "Group"]):
            # Not even whether there is such a record.
            with self.assertRaises(AccessError):
                self.save(["name"], [row], "res.groups", user=manager)

        company = self.env["res.company"].create({"name": "Other"})
        hidden = self.env["res.partner"].create({"name": "Hidden", "company_id": company.id})
        answer = self.save(["name"], [[hidden.id, "Seen"], ["b.one", "One"]], user=manager)

        self.assertEqual(hidden.name, "Hidden")
        self.assertEqual([one["row"] for one in answer["refused"]], [0], answer)
        self.assertEqual(self.env.ref("b.one").create_uid, manager)

    def test_call_that_can_not_be_meant_is_refused_as_a_whole(self):
        for model, fields, row in (
            ("no.model", ["name"], ["b.one", "One"]),
            ("odf.bulk", ["name"], ["b.one", "One"]),
            ("res.partner", ["no_field"], ["b.one", "One"]),
            ("res.partner", ["name"], ["b.one", "One", "more"]),
        ):
            with self.assertRaises(UserError):
                self.save(fields, [row], model)
