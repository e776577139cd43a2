import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo.addons.odf_core.adapters import connections
from odoo.addons.odf_core.adapters.odoo_host import OdooHost
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged

from odoo_data_flow.client import Odoo

from ..adapters import inactive
from .common import CountingOdoo, OldPartners

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

    def test_records_of_this_database_are_read_with_the_rights_of_the_user(self):
        reading = {
            "type": "read",
            "format": "odoo",
            "options": {"model": "res.partner", "fields": ["id", "name"]},
        }
        steps = [
            {**reading, "name": "partners"},
            {**reading, "name": "crons", "options": {**reading["options"], "model": "ir.cron"}},
            {**reading, "name": "none", "options": {**reading["options"], "model": "no.model"}},
        ]

        partners, crons, none = self.flow.builder_preview({**self.document, "steps": steps}, 2)[
            "steps"
        ]

        self.assertEqual(partners["frames"][0]["rows"], 2)
        self.assertEqual(crons["problem"]["path"], "steps.crons.options.model")
        self.assertIn("no.model", none["problem"]["message"])

    def test_what_a_connection_has_told_is_not_asked_again_but_by_somebody_else(self):
        server = CountingOdoo()
        self.env["odf.connection"].create({"name": "old", "kind": "odoo"})
        options = {"model": "res.partner", "fields": ["name"]}
        read = {"name": "read", "type": "read", "format": "odoo", "connection": "old"}
        scripts = [
            {**self.document["scripts"][0], "code": "def transform(df, ctx):\n    return df"}
        ]
        change = {"name": "change", "type": "transform", "script": "tidy"}
        steps = [{**read, "options": options}]

        def asked(user, *further, again=False, company=None):
            flow = self.flow.with_user(user).with_company(company or self.env.company)
            before = server.calls
            document = {**self.document, "steps": [*steps, *further], "scripts": scripts}
            preview = flow.builder_preview(document, 10, again)
            self.assertEqual(preview["steps"][0]["frames"][0]["cells"], [["Anna"], ["Bo"]])
            return server.calls - before

        with patch.object(connections, "client", lambda record, **options: Odoo.on(server)):
            self.assertGreater(asked(self.author), 0)
            self.assertEqual(asked(self.author, change), 0)
            self.assertGreater(asked(self.author, again=True), 0)
            other = new_test_user(self.env, "other", f"{MODERATE},{MANAGE},{AUTHOR}")
            self.assertGreater(asked(other), 0)
            company = self.env["res.company"].create({"name": "Other"})
            self.author.company_ids += company
            self.assertGreater(asked(self.author, company=company), 0)

    def test_who_may_no_more_use_a_connection_gets_nothing_that_was_kept_of_it(self):
        connection = self.env["odf.connection"].create({"name": "old", "kind": "odoo"})
        read = {
            "name": "read",
            "type": "read",
            "format": "odoo",
            "connection": "old",
            "options": {"model": "res.partner", "fields": ["name"]},
        }
        document = {**self.document, "steps": [read]}
        with patch.object(connections, "client", lambda record, **options: Odoo.on(CountingOdoo())):
            self.assertTrue(self.flow.builder_preview(document, 10)["steps"][0]["frames"])

            connection.company_id = self.env["res.company"].create({"name": "Other"})

            step = self.flow.builder_preview(document, 10)["steps"][0]
        self.assertEqual((step["frames"], step["problem"]["path"]), ([], "steps.read.connection"))

    def test_a_step_that_is_not_finished_is_told_and_the_others_are_shown(self):
        steps = [*self.document["steps"][:1], {"name": "out", "type": "write"}]

        preview = self.flow.builder_preview({**self.document, "steps": steps}, 10)

        self.assertEqual(preview["steps"][0]["frames"][0]["rows"], 2)
        self.assertEqual([problem["path"] for problem in preview["problems"]], ["steps.out"])

    def test_a_step_without_what_it_must_have_is_told(self):
        steps = [{"name": "read", "type": "read", "path": "lines.csv"}]

        preview = self.flow.builder_preview({**self.document, "steps": steps}, 10)

        self.assertEqual(preview["problems"][0]["path"], "steps.read.format")

    def test_a_preview_tells_who_reads_thai_in_thai_what_is_wrong(self):
        self.env["res.lang"]._activate_lang("th_TH")
        steps = [dict(step) for step in self.document["steps"]]
        steps[0] |= {"columns": {"id": "int"}, "contract": {"values": "discard_row"}}
        steps[1]["input"] = "other"
        flow = self.flow.with_context(lang="th_TH")

        preview = flow.builder_preview({**self.document, "steps": steps}, 10)
        unfinished = flow.builder_preview(
            {**self.document, "steps": [{"name": "a", "type": "read"}]}, 1
        )

        self.assertIn("ไม่ใช่จำนวนเต็ม", preview["steps"][0]["rejects"][0]["reason"])
        self.assertIn("ไม่มีเฟรม 'other'", preview["steps"][1]["problem"]["message"])
        self.assertIn("ไม่มีขั้นตอนก่อนหน้าที่สร้างเฟรม", preview["problems"][0]["message"])
        self.assertEqual(unfinished["problems"][0]["message"], "ยังไม่ได้ระบุ โปรดเพิ่ม")

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

    def test_records_that_are_not_in_use_are_found_and_marked_at_the_source(self):
        source = OldPartners()
        client = Odoo("https://old.example.com", "old", api_key="x")

        with (
            patch.object(OdooHost, "connection", lambda host, name: client),
            patch.object(inactive, "RpcSource", lambda client: source),
            patch.object(inactive, "RpcMarker", lambda client: source),
        ):
            looked = self.flow.builder_inactive("old", "res.partner", 12)
            marked = self.flow.builder_inactive("old", "res.partner", 12, mark=True)

        self.assertEqual((looked["records"], looked["in_use"], looked["written"]), (3, 1, None))
        self.assertEqual([one["id"] for one in looked["examples"]], [2, 3])
        self.assertEqual((marked["written"]["marked"], source.marked), (2, [2, 3]))

    def test_only_a_flow_manager_may_look_for_records_that_are_not_in_use(self):
        with self.assertRaisesRegex(AccessError, "Flow Manager"):
            self.flow.with_user(self.analyst).builder_inactive("old", "res.partner", 12)
        with self.assertRaisesRegex(UserError, "no connection old"):
            self.flow.builder_inactive("old", "res.partner", 12)

    def test_a_limit_of_rejects_holds_for_a_dry_run(self):
        self.module.flow_ids.max_rejects = 0
        self.module.flow_ids.step_ids[2].write({"mapping": '{"name": "ชื่อ", "country_id": "id"}'})

        report = self.flow.builder_dry_run()

        self.assertEqual(report["problem"]["path"], "max_rejects")

    def test_values_that_can_not_be_kept_are_told_with_their_step(self):
        step = {**self.document["steps"][0], "relations": ["a,b"]}

        with self.assertRaisesRegex(UserError, "read_lines.relations: 'a,b'"):
            self.flow.builder_save({**self.document, "steps": [step]})

    def test_suggestions_pair_columns_with_fields(self):
        columns = [{"name": "Title", "type": "str"}, {"name": "Parent", "type": "str"}]

        pairs = self.flow.builder_suggest(columns, "register.line")

        self.assertEqual(
            {pair["column"]: pair["field"] for pair in pairs},
            {"Title": "name", "Parent": "parent_id"},
        )

    def test_columns_are_known_by_the_labels_of_all_languages(self):
        self.env["res.lang"]._activate_lang("th_TH")
        self.env["res.lang"]._activate_lang("sv_SE")
        labels = self.env["ir.model.fields"]._get("res.partner", "employee")
        labels.with_context(lang="sv_SE").field_description = "Är anställd"
        columns = [
            {"name": name, "type": "str"} for name in ("Är anställd", "ชื่อลูกค้า", "เบอร์โทร (มือถือ)")
        ]

        pairs = self.flow.builder_suggest(columns, "res.partner")

        self.assertEqual(
            {pair["column"]: (pair["field"], pair["reason"]) for pair in pairs},
            {
                "Är anställd": ("employee", "label"),
                "ชื่อลูกค้า": ("name", "synonym"),
                "เบอร์โทร (มือถือ)": ("phone", "synonym"),
            },
        )

    def test_columns_are_known_by_the_labels_that_they_have_at_the_source(self):
        self.env["odf.connection"].create({"name": "old", "kind": "odoo"})
        origin = {"connection": "old", "model": "x.customer"}
        columns = [{"name": "x_nm2", "type": "str"}]
        with patch.object(connections, "client", lambda record, **options: Odoo.on(CountingOdoo())):
            (pair,) = self.flow.builder_suggest(columns, "res.partner", origin=origin)

        self.assertEqual((pair["field"], pair["reason"], pair["by"]), ("vat", "synonym", "vat"))

    def test_what_stands_in_the_way_of_a_run_is_told_with_what_mends_it(self):
        steps = [dict(step) for step in self.document["steps"]]
        steps[0]["path"] = "none.csv"
        steps[2]["options"] = {"context": {"lang": "sv_SE"}}
        read = {"name": "far", "type": "read", "format": "odoo", "connection": "old_odoo"}
        read["options"] = {"model": "res.partner", "fields": ["name"]}

        found = self.flow.builder_check({**self.document, "steps": [read, *steps]})

        fixes = {finding["path"]: finding["fix"] for finding in found}
        self.assertEqual(fixes["steps.far.connection"], "create_connection")
        self.assertEqual(fixes["steps.write_partners.options.context.lang"], "activate_language")
        self.assertFalse(fixes["steps.read_lines.path"])
        (missing,) = (one for one in found if one["path"] == "steps.far.connection")
        action = self.flow.builder_fix(missing)
        self.assertEqual(
            (action["res_model"], action["context"]["default_name"]), ("odf.connection", "old_odoo")
        )

    def test_models_that_the_module_is_still_to_make_stand_not_in_the_way(self):
        steps = [dict(step) for step in self.document["steps"]]
        steps[2] |= {"model": "register.line", "mapping": {"parent_id": "ชื่อ"}}

        found = self.flow.builder_check({**self.document, "steps": steps})

        self.assertEqual([(one["check"], one["subject"]) for one in found], [("required", "name")])

    def test_who_may_not_preview_may_not_check(self):
        with self.assertRaisesRegex(AccessError, "Flow Manager"):
            self.flow.with_user(self.analyst).builder_check(self.document)

    def test_formats_and_files_are_offered(self):
        loaded = self.flow.builder_load()
        formats = {one["name"]: one for one in loaded["formats"]}

        self.assertIn("lines.csv", loaded["files"])
        self.assertIn(
            {"name": "skip_rows", "sort": "number", "default": 0}, formats["csv"]["options"]
        )
        self.assertFalse(formats["odoo"]["from_file"])
