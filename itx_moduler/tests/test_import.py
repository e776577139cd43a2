import base64
import json

from odoo.addons.itx_moduler.adapters import documents, installed, sources
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from itx_codegen.extract import Kept
from itx_codegen.ir import load
from itx_codegen.ir.kinds.access import Access
from itx_codegen.ir.kinds.field import Field
from itx_codegen.publish import zip_bytes
from itx_codegen.render import render

from .snapshot_common import SMALL, SnapshotCase


@tagged("post_install", "-at_install")
class TestImport(SnapshotCase):
    def upload(self, content):
        wizard = self.env["itx.moduler.module.import.wizard"].create(
            {"file": base64.b64encode(content), "filename": "library.json"}
        )
        return self.Module.browse(wizard.action_import_module()["res_id"])

    def test_an_uploaded_document_becomes_the_next_version(self):
        second = self.upload(json.dumps(SMALL).encode())

        self.assertEqual((second.version, second.uid), (2, self.module.uid))

    def test_a_byte_order_mark_does_no_harm(self):
        self.assertEqual(self.upload(json.dumps(SMALL).encode("utf-8-sig")).name, "library")

    def test_broken_json_is_told_with_its_place(self):
        with self.assertRaisesRegex(UserError, "no JSON: .*line 2, column 1"):
            self.upload(b'{"module":\n}')

    def test_what_is_no_text_is_told(self):
        with self.assertRaisesRegex(UserError, "library.json is no text in UTF-8"):
            self.upload(b"\xff\xfe\x00")

    def test_a_zip_becomes_a_module_with_an_account_of_what_was_in_it(self):
        tree = render(load(SMALL))

        module = self.upload(zip_bytes(tree, "library"))

        self.assertEqual(module.name, "library")
        self.assertEqual(module.model_ids.mapped("name"), ["library.book"])
        self.assertEqual(
            documents.files(module)["models/library_book.py"], tree["models/library_book.py"]
        )
        fields = module.import_entry_ids.filtered(
            lambda e: (e.sort, e.kept) == ("field", "modelled")
        )
        self.assertEqual(fields.quantity, len(SMALL["models"][0]["fields"]))

    def test_a_zip_without_a_module_is_told(self):
        with self.assertRaisesRegex(UserError, "holds 0 modules"):
            self.upload(zip_bytes({"readme.txt": b"nothing"}, "library"))

    def test_nobody_forges_the_account(self):
        with self.assertRaises(AccessError):
            self.env["itx.moduler.import.entry"].create(
                {"module_id": self.module.id, "kept": "modelled", "sort": "field"}
            )

    def test_an_installed_module_of_odoo_is_extended_instead(self):
        action = self.Module.action_import_module("web")

        self.assertEqual(action["res_model"], "itx.moduler.inherit.wizard")
        self.assertEqual(action["context"]["default_source_module_name"], "web")

    def test_an_installed_module_is_taken_from_its_files(self):
        module = self.Module.from_installed("odf_core")

        self.assertIn("odf.run", module.model_ids.mapped("name"))
        self.assertTrue(module.source_file_ids)

    def test_a_module_that_is_not_installed_is_told(self):
        with self.assertRaisesRegex(UserError, "no module nowhere"):
            self.Module.from_installed("nowhere")

    def test_a_module_without_files_is_taken_from_its_classes_and_records(self):
        from_files = sources.from_folder(self.env, "odf_core").document.of(Field)

        taken = installed.taken(self.env, "odf_core")

        found = {field.name for field in taken.document.of(Field)}
        self.assertLessEqual({field.name for field in from_files}, found)
        access = self.env["ir.model.data"].search(
            [("module", "=", "odf_core"), ("model", "=", "ir.model.access")]
        )
        self.assertEqual(
            {one.xml_id for one in taken.document.of(Access)}, {*access.mapped("name")}
        )
        lost = [entry.name for entry in taken.report.of(Kept.UNSUPPORTED)]
        self.assertIn("odf.flow.run_as_id.default", lost)

    def test_terms_in_the_languages_of_the_database_become_elements(self):
        self.env["res.lang"]._activate_lang("th_TH")

        module = self.Module.from_installed("odf_core")

        self.assertEqual({*module.translation_ids.mapped("lang")}, {"th"})
