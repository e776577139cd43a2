import base64
import io
import json
import zipfile

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
