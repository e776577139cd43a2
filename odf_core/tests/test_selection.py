from pathlib import Path

from odoo.tests import new_test_user

from odoo_data_flow.errors import FlowError

from ..adapters.local_models import local
from .common import FlowCase


class TestSelection(FlowCase):
    """Flows that read records of this very database, all of them or the selected."""

    def setUp(self):
        super().setUp()
        self.anna, self.bjorn = self.env["res.partner"].create(
            [
                {"name": "Anna", "country_id": self.env.ref("base.se").id, "barcode": "odf"},
                {"name": "Björn", "barcode": "odf-2"},
            ]
        )
        self.flow = self.env["odf.flow"].from_document(
            {
                "name": "list_partners",
                "steps": [
                    {
                        "name": "read",
                        "type": "read",
                        "format": "odoo",
                        "key": ".id",
                        "deleted": "gone",
                        "options": {
                            "model": "res.partner",
                            "fields": [".id", "name", "country_id/id", "write_date"],
                            "domain": [["barcode", "=like", "odf%"]],
                        },
                    },
                    {"name": "write", "type": "write", "format": "csv", "path": "out.csv"},
                    {
                        "name": "tell",
                        "type": "write",
                        "input": "gone",
                        "format": "csv",
                        "path": "gone.csv",
                    },
                ],
            },
            "odf_test",
        )

    def written(self, name="out.csv"):
        _head, *rows = Path(self.folder / name).read_text("utf-8").splitlines()
        return [row.split(",")[1:3] if name == "out.csv" else row for row in rows]

    def test_records_are_read_from_the_database_that_the_flow_runs_in(self):
        self.run_flow(self.flow)

        self.assertEqual(self.written(), [["Anna", "base.se"], ["Björn", ""]])

    def test_only_the_selected_are_read(self):
        self.flow.run(self.bjorn)

        self.assertEqual(self.flow.last_run_id.state, "done", self.flow.last_run_id.error)
        self.assertEqual(self.written(), [["Björn", ""]])

    def test_those_that_were_not_selected_are_not_taken_for_deleted(self):
        self.run_flow(self.flow)

        self.flow.run(self.bjorn)
        self.assertEqual(self.written("gone.csv"), [])

        self.bjorn.unlink()
        self.run_flow(self.flow)
        self.assertEqual(len(self.written("gone.csv")), 1)

    def test_records_that_no_step_reads_are_refused(self):
        self.flow.run(self.env.ref("base.se"))

        self.assertEqual(self.flow.last_run_id.state, "failed")
        self.assertIn("reads no records of res.country here", self.flow.last_run_id.error)

    def test_a_user_reads_what_the_user_may_read(self):
        self.env["ir.rule"].create(
            {
                "name": "Not Anna",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": "[('name', '!=', 'Anna')]",
            }
        )
        user = new_test_user(self.env, "odf_reader", "odf_core.group_flow_user")

        self.flow.with_user(user).run()

        self.assertEqual(self.written(), [["Björn", ""]])

    def test_what_records_are_called_may_be_read_and_nothing_beside_it(self):
        user = new_test_user(self.env, "odf_reader", "odf_core.group_flow_user")
        names = local(self.env(user=user))["ir.model.data"]
        anna = [("model", "=", "res.partner"), ("res_id", "=", self.anna.id)]
        self.env["ir.model.data"].create(
            {"module": "odf", "name": "anna", "model": "res.partner", "res_id": self.anna.id}
        )

        self.assertEqual(len(names.search_read(anna, ["name"], order="id")), 1)
        for domain, fields in (
            ([*anna, ("create_uid.partner_id.email", "like", "%")], ["name"]),
            (anna, ["create_uid"]),
            (anna, []),
        ):
            with self.assertRaises(FlowError):
                names.search_read(domain, fields, order="id")

    def test_nothing_but_reading_can_be_called(self):
        partners = local(self.env)["res.partner"]

        with self.assertRaises(LookupError):
            partners.call("write", [self.anna.id], vals={"name": "Anne"})
