from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestAirfieldRegion(ModuleCase):
    def test_create_read_write_unlink(self):
        record = self.env["airfield.region"].create(
            {"code": "Sample1", "name": "Sample 1"}
        )
        self.assertEqual(record.code, "Sample1")
        self.assertEqual(record.name, "Sample 1")
        record.write({"code": "Sample2"})
        self.assertEqual(record.code, "Sample2")
        record.unlink()
        self.assertFalse(record.exists())

    def test_access_without_group(self):
        self.assertAccess(
            "base.group_user",
            "airfield.region",
            {"read": False, "write": False, "create": False, "unlink": False},
        )

    def test_constraint_code_unique(self):
        first = self.env["airfield.region"].create(
            {"code": "Sample1", "name": "Sample 1"}
        )
        second = {"code": first.code, "name": "Sample 2"}
        with self.assertRefusedBy("airfield.region", "code_unique"):
            self.env["airfield.region"].create(second)
