import base64
import json

from odoo.exceptions import UserError
from odoo.tests import tagged

from .snapshot_common import SMALL, SnapshotCase


@tagged("post_install", "-at_install")
class TestImport(SnapshotCase):
    def upload(self, content):
        wizard = self.env["itx.moduler.document.import.wizard"].create(
            {"file": base64.b64encode(content), "filename": "library.json"}
        )
        return self.Module.browse(wizard.action_import()["res_id"])

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
