from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestScreensPart(ModuleCase):
    def test_create_read_write_unlink(self):
        record = self.env["screens.part"].create(
            {"board_id": self.env["screens.board"].create({"name": "Sample 2"}).id}
        )
        record.write({"name": "Sample 3"})
        self.assertEqual(record.name, "Sample 3")
        record.unlink()
        self.assertFalse(record.exists())

    def test_access_without_group(self):
        self.assertAccess(
            "base.group_user",
            "screens.part",
            {"read": False, "write": False, "create": False, "unlink": False},
        )
