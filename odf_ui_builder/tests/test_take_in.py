import base64

from odoo.addons.itx_moduler.adapters import documents, installed
from odoo.tests import TransactionCase, tagged

from itx_codegen.extract import Kept
from itx_codegen.ir.flow_records import step_id

SHOP = {
    "module": {"name": "shop_data", "depends": ["base"]},
    "connections": [{"name": "old_shop", "type": "odoo", "database": "shop"}],
    "scripts": [{"name": "tidy", "code": "def transform(df, ctx):\n    return df"}],
    "flows": [
        {
            "name": "load_people",
            "steps": [
                {
                    "name": "read",
                    "type": "read",
                    "format": "odoo",
                    "options": {"model": "res.partner", "fields": ["id", "name"]},
                },
                {"name": "tidy", "type": "transform", "script": "tidy"},
                {
                    "name": "write",
                    "type": "write",
                    "connection": "old_shop",
                    "model": "res.partner",
                    "key": "id",
                    "mapping": {"name": "name"},
                },
            ],
        }
    ],
    "crons": [{"xml_id": "cron_load", "name": "Load people", "flow": "load_people"}],
    "actions": [
        {
            "type": "server",
            "xml_id": "action_load",
            "name": "Load these",
            "flow": "load_people",
            "binding_model": "res.partner",
        }
    ],
}
#: What flows are in a database, and how they would be held without a kind of their own.
RECORDS = {"odf.connection", "odf.flow", "odf.flow.step", "odf.transform.script"}


@tagged("post_install", "-at_install")
class TestTakeIn(TransactionCase):
    """Modules with flows are taken in as modules with flows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Module = cls.env["itx.moduler.module"]
        cls.module = cls.Module.from_document(SHOP)
        cls.module.action_validate()
        cls.module.action_export_module()
        cls.zip = base64.b64decode(cls.module.exported_file)

    def test_a_zip_brings_its_flows_as_flows(self):
        module = self.Module.from_file(self.zip)

        (flow,) = module.flow_ids
        self.assertEqual(flow.step_ids.mapped("name"), ["read", "tidy", "write"])
        self.assertEqual(module.script_ids.mapped("name"), ["tidy"])
        self.assertEqual(module.connection_ids.mapped("name"), ["old_shop"])
        self.assertEqual(module.cron_ids.mapped("flow"), ["load_people"])
        self.assertFalse(module.data_ids)
        self.assertEqual(dict(documents.files(module)), dict(documents.files(self.module)))

    def test_what_is_changed_in_what_was_taken_in_is_exported(self):
        module = self.Module.from_file(self.zip)
        _read, tidy, write = module.flow_ids.step_ids

        tidy.position, write.position = write.position, tidy.position
        module.script_ids.code = "def transform(df, ctx):\n    return df.head()"

        tree = documents.files(module)
        self.assertIn("df.head()", tree.text("scripts/tidy.py"))
        before = documents.files(self.module).text("data/shop_data_flows.xml")
        numbers = before.replace(">20<", ">-<").replace(">30<", ">20<").replace(">-<", ">30<")
        self.assertEqual(tree.text("data/shop_data_flows.xml"), numbers)

    def test_what_was_taken_in_lives(self):
        module = self.Module.from_file(self.zip)
        module.action_validate()
        self.assertFalse(module.error_message)

        module.action_apply_to_odoo()

        self.assertEqual(self.env["odf.flow"].search_count([("name", "=", "load_people")]), 1)

    def test_the_records_of_a_module_without_files_are_flows(self):
        module = self.Module.from_document(SHOP)
        module.action_validate()
        module.action_apply_to_odoo()
        # As the exported module has them.
        self.env["ir.model.data"].create(
            [
                {
                    "module": "x_shop_data",
                    "name": step_id("load_people", step.name),
                    "model": step._name,
                    "res_id": step.id,
                }
                for step in self.env.ref("x_shop_data.flow_load_people").step_ids
            ]
        )

        taken = installed.taken(self.env, "x_shop_data").document.to_json()

        (flow,) = taken["flows"]
        self.assertEqual([step["name"] for step in flow["steps"]], ["read", "tidy", "write"])
        self.assertEqual([one["flow"] for one in taken["crons"]], ["load_people"])
        self.assertFalse([one for one in taken.get("data", ()) if one["model"] in RECORDS])

    def test_without_this_addon_they_are_records_and_the_report_says_why(self):
        for name in ("connection", "flow", "flow.step", "transform.script"):
            self.patch(self.registry[f"itx.moduler.{name}"], "_ir_kind", None)

        module = self.Module.from_file(self.zip)

        self.assertEqual(set(module.data_ids.mapped("model")), RECORDS)
        told = module.import_entry_ids.filtered("reason")
        steps = told.filtered(lambda entry: entry.sort == "flow step")
        self.assertEqual(steps.mapped("kept"), [Kept.MODELLED.value] * 3)
        self.assertIn("odf_ui_builder", steps[0].reason)
