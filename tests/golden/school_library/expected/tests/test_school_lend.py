from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestSchoolLend(ModuleCase):
    def test_create_read_write_unlink(self):
        record = self.env["school.lend"].create(
            {"reader_id": self.any_id("res.partner"), "wizard_step": "until"}
        )
        self.assertEqual(record.wizard_step, "until")
        record.write({"note": "Sample 2"})
        self.assertEqual(record.note, "Sample 2")
        record.unlink()
        self.assertFalse(record.exists())

    def test_access_without_group(self):
        self.assertAccess(
            "base.group_user",
            "school.lend",
            {"read": False, "write": False, "create": False, "unlink": False},
        )
