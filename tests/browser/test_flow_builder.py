"""The visual builder of flows: its logic, and a person who builds a whole flow in it."""

import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

CUSTOMERS = (
    "id,ชื่อลูกค้า,E-Mail,Country,Town\n"
    "c001, สมชาย ใจดี ,SOMCHAI@EXAMPLE.COM,base.th,กรุงเทพ\n"
    "c002,Anna Svensson,anna@example.se,base.se,\n"
    "c003,Bo Nilsson,bo@example.se,base.se,Lund\n"
)


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
        with (
            tempfile.TemporaryDirectory() as folder,
            patch.dict(os.environ, {"ODF_DATA_DIR": folder}),
        ):
            (Path(folder) / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
            self.start_tour(
                f"/odoo/action-odf_ui_builder.action_flow/{self.flow.id}",
                "odf_ui_builder_build_a_flow",
                login="builder",
            )

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

    def test_outside_of_draft_everything_can_be_seen_and_nothing_changed(self):
        self.flow.step_ids.create(
            {"flow_id": self.flow.id, "name": "read", "type": "read", "format": "csv", "path": "a"}
        )
        self.module._unguarded().state = "exported"

        self.start_tour(
            f"/odoo/action-odf_ui_builder.action_flow/{self.flow.id}",
            "odf_ui_builder_look_at_a_flow",
            login="builder",
        )
