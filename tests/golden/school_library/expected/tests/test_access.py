from odoo.tests import tagged

from .common import ModuleCase


@tagged("post_install", "-at_install")
class TestAccess(ModuleCase):
    def test_access_school_shelf_group_librarian(self):
        self.assertAccess(
            "base.group_user,school_library.group_librarian",
            "school.shelf",
            {"read": True, "write": True, "create": True, "unlink": True},
        )

    def test_access_school_book_group_librarian(self):
        self.assertAccess(
            "base.group_user,school_library.group_librarian",
            "school.book",
            {"read": True, "write": True, "create": True, "unlink": True},
        )

    def test_access_school_lend_group_librarian(self):
        self.assertAccess(
            "base.group_user,school_library.group_librarian",
            "school.lend",
            {"read": True, "write": True, "create": True, "unlink": True},
        )
