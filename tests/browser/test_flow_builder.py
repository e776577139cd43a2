"""The visual builder of flows: its logic, and a person who builds a whole flow in it."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from odoo.addons.odf_core.adapters import connections
from odoo.addons.odf_ui_builder.adapters import inactive
from odoo.addons.odf_ui_builder.tests.common import CountingOdoo, OldPartners
from odoo.tests import HttpCase, new_test_user, tagged

from odoo_data_flow.client import Odoo

CUSTOMERS = (
    "id,ชื่อลูกค้า,E-Mail,Country,Town\n"
    "c001, สมชาย ใจดี ,SOMCHAI@EXAMPLE.COM,base.th,กรุงเทพ\n"
    "c002,Anna Svensson,anna@example.se,base.se,\n"
    "c003,Bo Nilsson,bo@example.se,base.se,Lund\n"
)


REFUSING = (
    "def transform(df, ctx):\n"
    "    for country in df['Country']:\n"
    "        assert country != 'base.se', 'no Swedes'\n"
    "    return df\n"
)


@contextmanager
def files(**texts):
    """A folder of files for flows: name → content of a CSV file."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.dict(os.environ, {"ODF_DATA_DIR": folder}),
    ):
        for name, text in texts.items():
            (Path(folder) / f"{name}.csv").write_text(text, encoding="utf-8")
        yield


def _is_of_hoot(message):
    return "[HOOT]" not in message


@tagged("post_install", "-at_install")
class TestFlowBuilder(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.builder = new_test_user(
            cls.env,
            "builder",
            "itx_moduler.group_user,odf_core.group_flow_manager,odf_core.group_script_author,"
            "base.group_partner_manager",
        )
        cls.module = cls.env["itx.moduler.module"].from_document(
            {
                "module": {"name": "customers", "depends": ["base", "odf_core"]},
                "flows": [{"name": "load_customers", "title": "Load Customers"}],
            }
        )
        cls.flow = cls.module.flow_ids

    def test_the_logic_of_the_builder_holds(self):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&filter=@odf_ui_builder",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=_is_of_hoot,
        )

    def test_a_person_builds_a_flow_from_a_file_to_records(self):
        with files(customers=CUSTOMERS):
            self.tour("build_a_flow", self.flow)

        self.assertEqual(self.flow.max_rejects, 0)
        read, change, write = self.flow.step_ids
        self.assertEqual((read.type, read.path), ("read", "customers.csv"))
        self.assertIn("strip_chars()", self.module.script_ids.code)
        self.assertEqual(change.script, self.module.script_ids.name)
        self.assertEqual(
            self.flow.builder_load()["document"]["steps"][2]["mapping"],
            {"country_id": "Country", "email": "E-Mail", "name": "ชื่อลูกค้า", "city": "Town"},
        )
        self.assertEqual((write.model, write.key), ("res.partner", "id"))
        self.assertFalse(self.env["res.partner"].search([("email", "=", "anna@example.se")]))

    def flow_of(self, name, *steps, scripts=()):
        """A flow of a module of its own, with these steps."""
        document = {
            "module": {"name": name, "depends": ["base", "odf_core"]},
            "flows": [{"name": name, "steps": steps}],
            "scripts": scripts,
        }
        return self.env["itx.moduler.module"].from_document(document).flow_ids

    def tour(self, name, flow):
        """Take a tour that begins at the form of a flow."""
        self.start_tour(
            f"/odoo/action-odf_ui_builder.action_flow/{flow.id}",
            f"odf_ui_builder_{name}",
            login="builder",
        )

    def test_what_is_wrong_is_told_where_it_is_and_with_what_mends_it(self):
        flow = self.flow_of(
            "mend",
            {
                "name": "read",
                "type": "read",
                "format": "odoo",
                "connection": "old_odoo",
                "output": "far",
                "options": {"model": "res.partner", "fields": ["name"]},
            },
            {"name": "near", "type": "read", "format": "csv", "path": "customers.csv"},
            {"name": "change", "type": "transform", "script": "tidy", "row_wise": True},
            {
                "name": "write",
                "type": "write",
                "model": "res.partner",
                "key": "id",
                "mapping": {"name": "ชื่อลูกค้า"},
                "options": {"context": {"lang": "sv_SE"}},
            },
            scripts=[{"name": "tidy", "code": REFUSING}],
        )

        with files(customers=CUSTOMERS):
            self.tour("mend_a_flow", flow)

    def test_records_that_are_not_in_use_are_marked_in_three_steps(self):
        self.env["odf.connection"].create({"name": "old", "kind": "odoo"})
        flow = self.flow_of(
            "leave_out",
            {
                "name": "read",
                "type": "read",
                "format": "odoo",
                "connection": "old",
                "options": {"model": "res.partner", "fields": ["name"]},
            },
        )
        source, server = OldPartners(), CountingOdoo()

        with (
            patch.object(connections, "client", lambda record, **options: Odoo.on(server)),
            patch.object(inactive, "RpcSource", lambda client: source),
            patch.object(inactive, "RpcMarker", lambda client: source),
        ):
            self.tour("leave_out_records", flow)

        self.assertEqual(source.marked, [2, 3])
        step = flow.builder_load()["document"]["steps"][0]
        self.assertTrue(step["options"]["excluded"])

    def test_outside_of_draft_everything_can_be_seen_and_nothing_changed(self):
        self.flow.step_ids.create(
            {"flow_id": self.flow.id, "name": "read", "type": "read", "format": "csv", "path": "a"}
        )
        self.module._unguarded().state = "exported"

        self.tour("look_at_a_flow", self.flow)
