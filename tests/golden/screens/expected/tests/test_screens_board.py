from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestScreensBoard(ModuleCase):
    def test_create_read_write_unlink(self):
        record = self.env["screens.board"].create({"name": "Sample 1"})
        self.assertEqual(record.name, "Sample 1")
        record.write({"name": "Sample 2"})
        self.assertEqual(record.name, "Sample 2")
        record.unlink()
        self.assertFalse(record.exists())

    def test_access_without_group(self):
        self.assertAccess(
            "base.group_user",
            "screens.board",
            {"read": False, "write": False, "create": False, "unlink": False},
        )
