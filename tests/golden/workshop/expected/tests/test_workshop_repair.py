from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestWorkshopRepair(ModuleCase):
    def test_create_read_write_unlink(self):
        record = self.env["workshop.repair"].create({"name": "Sample 1"})
        record.unlink()
        self.assertFalse(record.exists())

    def test_access_without_group(self):
        self.assertAccess(
            "base.group_user",
            "workshop.repair",
            {"read": True, "write": True, "create": True, "unlink": True},
        )
