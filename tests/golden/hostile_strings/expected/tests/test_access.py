from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestAccess(ModuleCase):
    def test_access_hostile_thing_group_user(self):
        self.assertAccess(
            "base.group_user,hostile_strings.group_user",
            "hostile.thing",
            {"read": True, "write": True, "create": True, "unlink": True},
        )

    def test_access_hostile_part_group_user(self):
        self.assertAccess(
            "base.group_user",
            "hostile.part",
            {"read": True, "write": False, "create": False, "unlink": False},
        )
