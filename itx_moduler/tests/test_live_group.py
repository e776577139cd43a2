from odoo.tests import tagged

from .live_common import LiveCase

PRIVILEGE = {
    "xml_id": "privilege_library",
    "name": "Library",
    "category": "base.module_category_services",
    "placeholder": "Nothing",
}


@tagged("post_install", "-at_install")
class TestLiveGroup(LiveCase):
    def document(self):
        document = self.described(privileges=[PRIVILEGE])
        reader, keeper = document["groups"]
        reader |= {"privilege": "privilege_library", "sequence": 1}
        keeper |= {"privilege": "privilege_library", "sequence": 2, "users": ["base.user_admin"]}
        return document

    def test_groups_are_levels_of_a_privilege(self):
        module = self.applied(self.document())
        privilege = self.env.ref("x_library.privilege_library")
        self.assertEqual(privilege.group_ids.mapped("name"), ["Library: Reader", "Library: Keeper"])
        self.assertEqual(privilege.category_id, self.env.ref("base.module_category_services"))
        module.action_plan()
        self.assertIn("Nothing to do", module.plan_text)

    def test_members_are_put_in_beside_those_of_people(self):
        module = self.applied(self.document())
        keeper = self.env.ref("x_library.group_keeper")
        other = self.env["res.users"].create(
            {"name": "Other", "login": "other", "group_ids": [(4, keeper.id)]}
        )
        self.assertIn(self.env.ref("base.user_admin"), keeper.user_ids)

        version = self.next_version(module)
        version.group_ids.filtered("users").comment = "Keeps the books."
        self.apply_next(version)

        self.assertIn(other, keeper.user_ids)
        self.assertEqual(keeper.comment, "Keeps the books.")

    def test_privileges_go(self):
        module = self.next_version(self.applied(self.document()))
        module.group_ids.write({"privilege": False})
        module.privilege_ids.unlink()
        self.apply_next(module)
        self.assertFalse(self.env.ref("x_library.privilege_library", raise_if_not_found=False))
