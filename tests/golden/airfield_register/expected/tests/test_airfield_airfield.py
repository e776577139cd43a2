from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestAirfieldAirfield(ModuleCase):
    def test_create_read_write_unlink(self):
        record = self.env["airfield.airfield"].create(
            {"name": "Sample 1", "iata": "Sam1"}
        )
        self.assertEqual(record.name, "Sample 1")
        self.assertEqual(record.iata, "Sam1")
        record.write({"name": "Sample 2"})
        self.assertEqual(record.name, "Sample 2")
        record.unlink()
        self.assertFalse(record.exists())

    def test_access_without_group(self):
        self.assertAccess(
            "base.group_user",
            "airfield.airfield",
            {"read": False, "write": False, "create": False, "unlink": False},
        )

    def test_constraint_iata_unique(self):
        first = self.env["airfield.airfield"].create(
            {"name": "Sample 1", "iata": "Sam1"}
        )
        second = {"name": "Sample 2", "iata": first.iata}
        with self.assertRefusedBy("airfield.airfield", "iata_unique"):
            self.env["airfield.airfield"].create(second)
