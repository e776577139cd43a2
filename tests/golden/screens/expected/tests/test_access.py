from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestAccess(ModuleCase):
    def test_access_screens_board_group_viewer(self):
        self.assertAccess(
            "base.group_user,screens.group_viewer",
            "screens.board",
            {"read": True, "write": False, "create": False, "unlink": False},
        )

    def test_access_screens_board_group_keeper(self):
        self.assertAccess(
            "base.group_user,screens.group_keeper",
            "screens.board",
            {"read": True, "write": True, "create": True, "unlink": True},
        )

    def test_access_screens_part_group_viewer(self):
        self.assertAccess(
            "base.group_user,screens.group_viewer",
            "screens.part",
            {"read": True, "write": False, "create": False, "unlink": False},
        )

    def test_access_screens_tag_group_viewer(self):
        self.assertAccess(
            "base.group_user,screens.group_viewer",
            "screens.tag",
            {"read": True, "write": False, "create": False, "unlink": False},
        )
