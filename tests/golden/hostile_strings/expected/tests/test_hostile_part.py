from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestHostilePart(ModuleCase):
    def test_create_read_write_unlink(self):
        self.skipTest("no values are known that satisfy the constraint share_known")

    def test_access_without_group(self):
        self.assertAccess(
            "base.group_user",
            "hostile.part",
            {"read": True, "write": False, "create": False, "unlink": False},
        )

    def test_constraint_share_known(self):
        self.assertConstraintStands("hostile.part", "share_known")
