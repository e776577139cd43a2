import base64
import io
import json
import zipfile

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from itx_codegen.ir import load
from itx_codegen.publish import zip_bytes
from itx_codegen.render import render
from itx_codegen.render_data import render_data

from .snapshot_common import SMALL, SnapshotCase


@tagged("post_install", "-at_install")
class TestExport(SnapshotCase):
    def test_the_zip_has_the_bytes_that_the_generator_gives_without_odoo(self):
        self.module.action_validate()

        self.module.action_export_module()

        document = load(SMALL)
        expected = zip_bytes(render(document), document.module.name)
        self.assertEqual(base64.b64decode(self.module.exported_file), expected)
        self.assertEqual(self.module.exported_filename, "library.zip")
        self.assertEqual(self.module.state, "exported")

    def test_the_data_module_comes_with_what_is_not_in_it(self):
        self.module.action_validate()

        self.module.action_export_data_module()

        content = io.BytesIO(base64.b64decode(self.module.exported_data_file))
        with zipfile.ZipFile(content) as archive:
            python = [name for name in archive.namelist() if name.endswith(".py")]
        self.assertEqual(python, ["library/__manifest__.py"])
        self.assertEqual(self.module.state, "exported")
        expected = render_data(load(SMALL)).limits
        self.assertEqual(len((self.module.exported_data_limits or "").splitlines()), len(expected))

    def test_exporting_again_gives_the_same_bytes(self):
        self.module.action_validate()
        self.module.action_export_module()
        first = self.module.exported_file

        self.module.action_export_module()

        self.assertEqual(self.module.exported_file, first)


@tagged("post_install", "-at_install")
class TestUpgrades(SnapshotCase):
    def exported(self, module):
        module.action_validate()
        self.assertEqual(module.state, "validated", module.error_message)
        module.action_export_module()
        content = io.BytesIO(base64.b64decode(module.exported_file))
        with zipfile.ZipFile(content) as archive:
            names = [name.removeprefix("library/") for name in archive.namelist()]
        return {name for name in names if name.startswith("migrations/")}

    def next_version(self, module):
        return self.Module.browse(module.action_save_new_version()["res_id"])

    def test_an_export_brings_the_scripts_from_what_was_exported_before(self):
        self.exported(self.module)
        second = self.next_version(self.module)
        self.field("pages", second).name = "sheets"

        found = self.exported(second)

        self.assertEqual(second.manifest_version, "1.0.1")
        self.assertIn("migrations/19.0.1.0.1/pre-40_fields.py", found)
        third = self.next_version(second)
        self.field("sheets", third).type = "char"
        self.assertTrue(found < self.exported(third))

    def test_what_was_never_exported_is_no_version_to_come_from(self):
        second = self.next_version(self.module)
        self.field("pages", second).name = "sheets"

        self.assertEqual(self.exported(second), set())
        self.assertEqual(second.manifest_version, self.module.manifest_version)

    def test_an_export_says_what_the_upgrade_does_not_do(self):
        self.exported(self.module)
        second = self.next_version(self.module)
        self.field("pages", second).type = "json"

        self.exported(second)

        self.assertIn("fields[pages].type: ", second.exported_limits)

    def test_a_version_that_does_not_rise_is_refused_with_the_remedy(self):
        self.exported(self.module)
        second = self.next_version(self.module)
        second.manifest_version = "1.0.0"
        self.field("pages", second).name = "sheets"
        second.action_validate()

        with self.assertRaisesRegex(UserError, "module.version: .* higher version"):
            second.action_export_module()

    def test_going_back_is_a_step_forward_for_installed_modules(self):
        self.exported(self.module)
        second = self.next_version(self.module)
        second.view_ids.arch = '<list><field name="name"/></list>'
        self.field("pages", second).unlink()
        self.exported(second)

        back = self.Module.browse(self.module.action_rollback()["res_id"])

        self.assertEqual(back.manifest_version, "1.0.2")
        found = self.exported(back)
        self.assertIn("migrations/19.0.1.0.2/pre-45_come_back.py", found)


@tagged("post_install", "-at_install")
class TestDownloads(HttpCase, SnapshotCase):
    def test_the_zip_comes_by_the_link_that_the_button_gives(self):
        self.module.action_validate()
        url = self.module.action_export_module()["url"]
        self.authenticate("moduler_user", "moduler_user")

        answer = self.url_open(url)

        self.assertEqual(answer.status_code, 200)
        self.assertIn("library.zip", answer.headers["Content-Disposition"])
        names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        self.assertIn("library/__manifest__.py", names)

    def test_the_document_comes_by_the_link_that_the_button_gives(self):
        url = self.module.action_download_document()["url"]
        self.authenticate("moduler_user", "moduler_user")

        answer = self.url_open(url)

        self.assertEqual(json.loads(answer.text), self.module.to_document())
        self.assertIn("library-1.json", answer.headers["Content-Disposition"])

    def test_nothing_comes_to_who_is_in_no_group(self):
        self.module.action_validate()
        links = (
            self.module.action_export_module()["url"],
            self.module.action_download_document()["url"],
        )
        self.authenticate("moduler_outsider", "moduler_outsider")
        for url in links:
            with self.subTest(url):
                self.assertIn(self.url_open(url).status_code, (403, 404))

    def test_a_document_that_is_not_there_is_not_found(self):
        self.authenticate("moduler_user", "moduler_user")
        self.assertEqual(self.url_open("/itx_moduler/document/0").status_code, 404)
