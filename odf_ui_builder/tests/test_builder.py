import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged

MODERATE = "itx_moduler.group_user"
MANAGE = "odf_core.group_flow_manager"
AUTHOR = "odf_core.group_script_author"

FLOW = {
    "module": {"name": "register", "depends": ["base", "odf_core"]},
    "models": [
        {
            "name": "register.line",
            "description": "Line",
            "fields": [
                {"name": "name", "type": "char", "required": True, "string": "Title"},
                {"name": "parent_id", "type": "many2one", "comodel_name": "register.line"},
            ],
        }
    ],
    "scripts": [
        {
            "name": "tidy",
            "code": "def transform(df, ctx):\n"
            "    return df.with_columns(pl.col('ชื่อ').str.strip_chars())\n",
        }
    ],
    "flows": [
        {
            "name": "load_lines",
            "steps": [
                {"name": "read_lines", "type": "read", "format": "csv", "path": "lines.csv"},
                {"name": "tidy_lines", "type": "transform", "script": "tidy"},
                {
                    "name": "write_partners",
                    "type": "write",
                    "model": "res.partner",
                    "key": "id",
                    "mapping": {"name": "ชื่อ"},
                },
            ],
        }
    ],
}


@tagged("post_install", "-at_install")
class TestBuilder(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.enterClassContext(patch.dict(os.environ, {"ODF_DATA_DIR": folder}))
        (Path(folder) / "lines.csv").write_text("id,ชื่อ\na, หนึ่ง \nb,สอง\n", encoding="utf-8")
        cls.analyst = new_test_user(cls.env, "analyst", MODERATE)
        cls.manager = new_test_user(cls.env, "flow_manager", f"{MODERATE},{MANAGE}")
        cls.author = new_test_user(
            cls.env, "author", f"{MODERATE},{MANAGE},{AUTHOR},base.group_partner_manager"
        )
        cls.module = cls.env["itx.moduler.module"].from_document(FLOW)
        cls.flow = cls.module.flow_ids.with_user(cls.author)
        cls.document = cls.flow.builder_load()["document"]

    def test_what_is_saved_unchanged_is_as_it_was(self):
        before = self.module.to_document()

        saved = self.flow.builder_save(self.document)

        self.assertEqual(self.module.to_document(), before)
        self.assertEqual(saved["steps"], self.document["steps"])

    def test_steps_are_added_ordered_changed_and_removed_and_keep_their_identity(self):
        read, _tidy, write = self.document["steps"]
        other = {"name": "read_more", "type": "read", "format": "csv", "path": "more.csv"}
        steps = [other, {**read, "output": "lines"}, {**write, "mapping": {"name": "id"}}]

        saved = self.flow.builder_save({**self.document, "steps": steps})

        self.assertEqual(
            [step["name"] for step in saved["steps"]], ["read_more", "read_lines", "write_partners"]
        )
        self.assertEqual(saved["steps"][1]["uid"], read["uid"])
        self.assertEqual(saved["steps"][2]["mapping"], {"name": "id"})
        self.assertEqual(len(self.module.script_ids), 1)

    def test_a_new_script_is_added_to_the_module(self):
        code = "def transform(df, ctx):\n    return df\n"
        scripts = [*self.document["scripts"], {"name": "copy", "code": code}]

        self.flow.builder_save({**self.document, "scripts": scripts})

        self.assertEqual(self.module.script_ids.mapped("name"), ["tidy", "copy"])

    def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten(self):
        self.module.flow_ids.step_ids[0].unlink()

        with self.assertRaisesRegex(UserError, "changed by somebody else"):
            self.flow.builder_save(self.document)

    def test_nothing_is_saved_outside_of_draft(self):
        self.module.action_validate()
        loaded = self.flow.builder_load()

        self.assertTrue(loaded["readonly"])
        with self.assertRaises(UserError):
            self.flow.builder_save({**loaded["document"], "title": "Other"})

    def test_a_draft_is_previewed_as_it_stands_in_the_builder(self):
        steps = [dict(step) for step in self.document["steps"]]
        steps[2]["mapping"] = {"name": "ชื่อ", "ref": "id"}

        preview = self.flow.builder_preview({**self.document, "steps": steps}, 1)

        read, tidy, write = preview["steps"]
        self.assertEqual(read["frames"][0]["cells"], [["a", " หนึ่ง "]])
        self.assertEqual(tidy["frames"][0]["changed"], [[0, 1]])
        self.assertEqual(write["frames"][0]["cells"], [["a", "หนึ่ง", "a"]])
        self.assertFalse(self.env["res.partner"].search([("name", "=", "หนึ่ง")]))

    def test_a_step_that_is_not_finished_is_told_and_the_others_are_shown(self):
        steps = [*self.document["steps"][:1], {"name": "out", "type": "write"}]

        preview = self.flow.builder_preview({**self.document, "steps": steps}, 10)

        self.assertEqual(preview["steps"][0]["frames"][0]["rows"], 2)
        self.assertEqual([problem["path"] for problem in preview["problems"]], ["steps.out"])

    def test_a_step_without_what_it_must_have_is_told(self):
        steps = [{"name": "read", "type": "read", "path": "lines.csv"}]

        preview = self.flow.builder_preview({**self.document, "steps": steps}, 10)

        self.assertEqual(preview["problems"][0]["path"], "steps.read.format")

    def test_models_and_fields_that_are_not_there_are_told_with_the_preview(self):
        steps = [dict(step) for step in self.document["steps"]]
        steps[2]["mapping"] = {"nome": "ชื่อ"}
        steps.append({**steps[2], "name": "other", "model": "no.model", "uid": None})

        preview = self.flow.builder_preview({**self.document, "steps": steps}, 1)

        self.assertEqual(
            [problem["path"] for problem in preview["problems"]],
            ["steps.write_partners.mapping.nome", "steps.other.model"],
        )

    def test_a_dry_run_counts_all_rows_and_keeps_none(self):
        before = self.env["res.partner"].search_count([])

        report = self.flow.builder_dry_run()

        self.assertEqual(report["counts"]["created"], 2, report)
        self.assertEqual(self.env["res.partner"].search_count([]), before)

    def test_a_dry_run_into_a_model_that_is_not_applied_says_so(self):
        self.module.flow_ids.step_ids[2].write({"model": "register.line"})

        with self.assertRaisesRegex(UserError, "x_register_line is not in this database yet"):
            self.flow.builder_dry_run()

    def test_a_dry_run_that_fails_says_where(self):
        self.module.flow_ids.step_ids[2].write({"mapping": '{"name": "nome"}'})

        report = self.flow.builder_dry_run()

        self.assertEqual(report["problem"]["path"], "steps.write_partners.mapping.name")

    def test_who_is_no_flow_manager_sees_the_flow_but_no_data(self):
        flow = self.flow.with_user(self.analyst)

        self.assertFalse(flow.builder_load()["may_preview"])
        self.assertEqual(flow.builder_load()["files"], [])
        with self.assertRaisesRegex(AccessError, "Flow Manager"):
            flow.builder_preview(self.document, 5)
        with self.assertRaisesRegex(AccessError, "Flow Manager"):
            flow.builder_dry_run()
        with self.assertRaisesRegex(AccessError, "Flow Manager"):
            flow.builder_models("erp")

    def test_new_code_is_only_run_for_a_script_author(self):
        flow = self.flow.with_user(self.manager)

        with self.assertRaisesRegex(AccessError, "tidy is new"):
            flow.builder_preview(self.document, 5)

        self.env["odf.transform.script"].with_user(self.author).create(
            {"name": "tidy", "code": self.module.script_ids.code}
        )
        self.assertFalse(flow.builder_preview(self.document, 5)["problems"])

    def test_who_may_not_see_modules_may_not_build(self):
        flow = self.flow.with_user(new_test_user(self.env, "clerk", MANAGE))

        for call in (
            flow.builder_load,
            lambda: flow.builder_preview(self.document, 5),
            flow.builder_dry_run,
            flow.builder_models,
            lambda: flow.builder_save(self.document),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_a_dry_run_writes_with_no_more_rights_than_the_user_has(self):
        self.author.group_ids -= self.env.ref("base.group_partner_manager")

        report = self.flow.builder_dry_run()

        self.assertIn("res.partner", report["problem"]["message"])

    def test_models_and_fields_are_those_of_the_module_and_those_the_user_may_read(self):
        models = {model["name"]: model for model in self.flow.builder_models()}
        fields = {field["name"]: field for field in self.flow.builder_fields("register.line")}

        self.assertTrue(models["register.line"]["own"])
        self.assertIn("res.partner", models)
        self.assertNotIn("ir.cron", models)
        self.assertEqual(fields["parent_id"]["relation"], "register.line")
        self.assertTrue(fields["name"]["required"])
        with self.assertRaises(AccessError):
            self.flow.builder_fields("ir.cron")

    def test_suggestions_pair_columns_with_fields(self):
        columns = [{"name": "Title", "type": "str"}, {"name": "Parent", "type": "str"}]

        pairs = self.flow.builder_suggest(columns, "register.line")

        self.assertEqual(
            {pair["column"]: pair["field"] for pair in pairs},
            {"Title": "name", "Parent": "parent_id"},
        )

    def test_formats_and_files_are_offered(self):
        loaded = self.flow.builder_load()
        formats = {one["name"]: one for one in loaded["formats"]}

        self.assertIn("lines.csv", loaded["files"])
        self.assertIn({"name": "separator", "sort": "text"}, formats["csv"]["options"])
        self.assertFalse(formats["odoo"]["from_file"])
