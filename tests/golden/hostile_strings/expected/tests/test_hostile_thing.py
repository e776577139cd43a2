from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestHostileThing(ModuleCase):
    def test_create_read_write_unlink(self):
        record = self.env["hostile.thing"].create(
            {
                "name": "Sample 1",
                "size": 1,
                "day": "2025-01-02",
                "country_id": self.any_id("res.country"),
            }
        )
        self.assertEqual(record.name, "Sample 1")
        self.assertEqual(record.size, 1)
        record.write({"name": "Sample 2"})
        self.assertEqual(record.name, "Sample 2")
        record.unlink()
        self.assertFalse(record.exists())

    def test_access_without_group(self):
        self.assertAccess(
            "base.group_user",
            "hostile.thing",
            {"read": False, "write": False, "create": False, "unlink": False},
        )

    def test_constraint_name_unique(self):
        first = self.env["hostile.thing"].create(
            {
                "name": "Sample 1",
                "size": 1,
                "kind": "plain",
                "day": "2025-01-02",
                "country_id": self.any_id("res.country"),
            }
        )
        second = {
            "name": first.name,
            "size": 2,
            "kind": first.kind,
            "day": "2025-01-03",
            "country_id": self.any_id("res.country"),
        }
        with self.assertRefusedBy("hostile.thing", "name_unique"):
            self.env["hostile.thing"].create(second)

    def test_constraint_size_positive(self):
        values = {
            "name": "Sample 1",
            "size": -1,
            "day": "2025-01-02",
            "country_id": self.any_id("res.country"),
        }
        with self.assertRefusedBy("hostile.thing", "size_positive"):
            self.env["hostile.thing"].create(values)
