import json

from odoo.addons.itx_moduler.adapters import kinds
from odoo.exceptions import UserError, ValidationError
from odoo.tests import TransactionCase, tagged

from itx_codegen.ir import all_kinds

FLOW = {
    "module": {"name": "register", "depends": ["base", "odf_core"]},
    "models": [{"name": "register.line", "fields": [{"name": "name", "type": "char"}]}],
    "scripts": [{"name": "tidy", "code": "def transform(df, ctx):\n    return df\n"}],
    "flows": [
        {
            "name": "load_lines",
            "steps": [
                {
                    "name": "read_lines",
                    "type": "read",
                    "format": "csv",
                    "path": "lines.csv",
                    "columns": {"id": "str", "name": "str"},
                },
                {"name": "tidy_lines", "type": "transform", "script": "tidy"},
                {
                    "name": "write_lines",
                    "type": "write",
                    "model": "register.line",
                    "key": "id",
                    "mapping": {"name": "name"},
                },
            ],
        }
    ],
}


@tagged("post_install", "-at_install")
class TestFlows(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.module = cls.env["itx.moduler.module"].from_document(FLOW)
        cls.read, cls.transform, cls.write = cls.module.flow_ids.step_ids

    def test_with_this_addon_every_kind_can_be_held(self):
        self.assertEqual(set(kinds.model_names(self.env)), set(all_kinds()))

    def test_without_this_addon_a_flow_is_refused_by_name_and_nothing_is_dropped(self):
        for name in ("itx.moduler.flow", "itx.moduler.flow.step", "itx.moduler.transform.script"):
            self.patch(self.registry[name], "_ir_kind", None)

        with self.assertRaises(UserError) as refused:
            self.env["itx.moduler.module"].from_document({**FLOW, "module": {"name": "other"}})

        self.assertIn("flows[load_lines]: ", str(refused.exception))
        self.assertIn("odf_ui_builder", str(refused.exception))
        self.assertFalse(self.env["itx.moduler.module"].search([("name", "=", "other")]))

    def test_a_live_flow_leads_to_the_newest_version_of_its_module(self):
        self.module.action_validate()
        self.module.action_apply_to_odoo()
        live = self.env["odf.flow"].search([("name", "=", "load_lines")])
        self.assertEqual(live.authored_id, self.module.flow_ids)

        second = self.module.browse(self.module.action_save_new_version()["res_id"])
        live.invalidate_recordset()

        params = live.action_open_builder()["params"]
        self.assertEqual(params, {"flow_id": second.flow_ids.id})
        self.assertFalse(self.env["odf.flow"].create({"name": "by_hand"}).authored_id)

    def test_a_flow_comes_back_as_it_was(self):
        self.assertEqual(
            self.env["itx.moduler.module"].from_document(self.module.to_document()).to_document(),
            self.module.to_document(),
        )

    def test_a_valid_flow_is_validated(self):
        self.module.action_validate()

        self.assertEqual(self.module.state, "validated", self.module.error_message)
        self.assertEqual(self.read.state, "validated")

    def test_a_step_that_names_no_script_is_told_at_the_step(self):
        self.transform.script = "nothing_here"

        self.module.action_validate()

        self.assertEqual(self.module.state, "draft")
        self.assertIn("nothing_here", self.transform.error_message)
        self.assertFalse(self.read.error_message)

    def test_broken_json_is_refused_as_it_is_written(self):
        with self.assertRaisesRegex(ValidationError, "Mapping: This is no JSON: .*line 1"):
            self.write.mapping = '{"name": '
        with self.assertRaisesRegex(ValidationError, "Columns: Write names and values in braces"):
            self.read.columns = '["name"]'

    def test_a_mapping_follows_a_renamed_field(self):
        self.module.model_ids.field_ids.name = "label"

        self.assertEqual(json.loads(self.write.mapping), {"label": "name"})


@tagged("post_install", "-at_install")
class TestConnections(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.module = cls.env["itx.moduler.module"].from_document(
            {
                "module": {"name": "register", "depends": ["base", "odf_core"]},
                "connections": [
                    {"name": "erp", "type": "odoo", "title": "Our ERP"},
                    {"name": "shop", "type": "rest"},
                ],
            }
        )

    def apply(self, **changes):
        """Apply the module, after edits: technical name → values, None to remove."""
        if changes:
            self.module = self.module.browse(self.module.action_save_new_version()["res_id"])
        for connection in self.module.connection_ids:
            if connection.name in changes:
                values = changes[connection.name]
                connection.unlink() if values is None else connection.write(values)
        self.module.action_validate()
        self.assertFalse(self.module.error_message)
        self.module.action_apply_to_odoo()
        self.assertFalse(self.module.error_message)

    def connections(self):
        return self.env["odf.connection"].search([("name", "in", ("erp", "erp2", "shop"))])

    def test_a_connection_that_is_there_is_taken_as_it_is(self):
        ours = self.env["odf.connection"].create(
            {"name": "erp", "title": "Ours", "url": "https://erp.example.com", "database": "erp"}
        )

        self.apply()
        self.assertEqual(len(self.connections()), 2)
        self.assertEqual(ours.title, "Ours")

        self.apply(erp={"name": "erp2"})
        self.assertEqual(ours.name, "erp")
        self.assertEqual(len(self.connections()), 3)

        self.apply(erp2=None)
        self.assertEqual(self.connections().sorted("name").mapped("name"), ["erp", "shop"])

    def test_what_people_have_filled_in_stays_when_the_module_goes(self):
        self.apply()
        shop = self.connections().filtered(lambda one: one.name == "shop")
        shop.url = "https://shop.example.com"

        self.apply(shop={"url": "https://elsewhere.example.com", "title": "The Shop"})
        self.assertEqual(shop.url, "https://shop.example.com")

        self.apply(erp=None, shop=None)
        self.assertEqual(self.connections(), shop)
        self.assertFalse(
            self.env["ir.model.data"].search(
                [("module", "=", "x_register"), ("model", "=", "odf.connection")]
            )
        )
