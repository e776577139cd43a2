from unittest.mock import patch

from odoo.addons.base.models.res_partner import ResPartner

from .common import FlowCase

UPDATED = {"read": 1, "updated": 1}
UNCHANGED = {"read": 1, "unchanged": 1}


class TestMade(FlowCase):
    """Values that Odoo keeps in a form of its own."""

    def setUp(self):
        super().setUp()
        self.source("example.com")
        self.tested = self.flow(mapping={"name": "name", "website": "site", "comment": "note"})

    def source(self, site, *more):
        row = f'a,Anna,{site},"Hi <b onclick=""x"">there"'
        self.put("rows.csv", "key,name,site,note", row, *more)
        return row

    def run_once(self, **values):
        run = self.tested._enqueue(trigger="manual", **values)
        self.work(run)
        self.assertEqual(run.state, "done", run.error)
        return self.counts(run)

    def test_row_of_such_a_value_is_written_once_more_and_then_left_alone(self):
        self.assertEqual(self.run_once(), {"read": 1, "created": 1})
        self.assertEqual(self.loaded("a").website, "http://example.com")
        self.assertEqual(self.run_once(), UPDATED)

        with patch.object(ResPartner, "write", autospec=True) as write:
            self.assertEqual(self.run_once(), UNCHANGED)

        write.assert_not_called()

    def test_what_a_person_changes_there_is_set_back_and_a_changed_row_written(self):
        for _run in range(2):
            self.run_once()
        for field, value in (
            ("website", "http://other.example.com"),
            ("comment", "<p>Bye</p>"),
            ("name", "Annika"),
        ):
            before = self.loaded("a")[field]
            self.loaded("a")[field] = value
            self.assertEqual(self.run_once(), UPDATED)
            self.assertEqual(self.loaded("a")[field], before)
            self.assertEqual(self.run_once(), UNCHANGED)

        self.source("new.example.com")

        self.assertEqual(self.run_once(), UPDATED)
        self.assertEqual(self.loaded("a").website, "http://new.example.com")
        self.assertEqual(self.run_once(), UNCHANGED)

    def test_contact_that_gets_the_address_of_its_new_company_is_left_with_it(self):
        company = self.env["res.partner"].create({"name": "Company", "street": "Company's"})
        self.env["ir.model.data"].create(
            {"module": "odf_test", "name": "c", "model": "res.partner", "res_id": company.id}
        )
        self.tested = self.flow(mapping={"street": "street", "name": "name", "parent_id": "parent"})
        self.put("rows.csv", "key,name,street,parent", "a,Anna,Own,")
        self.run_once()
        self.put("rows.csv", "key,name,street,parent", "a,Anna,Own,c")
        self.assertEqual(self.run_once(), UPDATED)
        self.assertEqual(self.loaded("a").street, "Company's")

        self.assertEqual(self.run_once(), UNCHANGED)

        self.assertEqual(company.street, "Company's")
        self.put("rows.csv", "key,name,street,parent", "a,Anna,Other,c")
        self.assertEqual(self.run_once(), UPDATED)
        self.assertEqual(self.loaded("a").street, "Other")

    def test_dry_run_knows_of_such_rows_and_remembers_none(self):
        self.run_once()
        self.assertEqual(self.run_once(dry_run=True), UPDATED)
        self.assertEqual(self.run_once(dry_run=True), UPDATED)
        self.assertEqual(self.run_once(), UPDATED)
        self.assertEqual(self.run_once(dry_run=True), UNCHANGED)

    def test_rows_of_one_key_are_refused_also_where_they_are_known(self):
        for _run in range(2):
            self.run_once()
        self.source("example.com", self.source("example.com"), ",Nobody,example.com,")

        self.assertEqual(self.run_once(), {"read": 3, "quarantined": 3})
