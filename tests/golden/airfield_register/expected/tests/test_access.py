from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestAccess(ModuleCase):
    def test_access_airfield_region_group_user(self):
        self.assertAccess(
            "base.group_user,airfield_register.group_user",
            "airfield.region",
            {"read": True, "write": False, "create": False, "unlink": False},
        )

    def test_access_airfield_airfield_group_user(self):
        self.assertAccess(
            "base.group_user,airfield_register.group_user",
            "airfield.airfield",
            {"read": True, "write": False, "create": False, "unlink": False},
        )

    def test_access_airfield_region_group_manager(self):
        self.assertAccess(
            "base.group_user,airfield_register.group_manager",
            "airfield.region",
            {"read": True, "write": True, "create": True, "unlink": True},
        )

    def test_access_airfield_airfield_group_manager(self):
        self.assertAccess(
            "base.group_user,airfield_register.group_manager",
            "airfield.airfield",
            {"read": True, "write": True, "create": True, "unlink": True},
        )
