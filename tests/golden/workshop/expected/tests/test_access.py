from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestAccess(ModuleCase):
    def test_access_workshop_repair_group_user(self):
        self.assertAccess(
            "base.group_user",
            "workshop.repair",
            {"read": True, "write": True, "create": True, "unlink": True},
        )

    def test_access_workshop_stage_group_user(self):
        self.assertAccess(
            "base.group_user",
            "workshop.stage",
            {"read": True, "write": False, "create": False, "unlink": False},
        )
