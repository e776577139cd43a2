from odoo.exceptions import AccessError
from odoo.tests import tagged

from .snapshot_common import SMALL, SnapshotCase


@tagged("post_install", "-at_install")
class TestRights(SnapshotCase):
    def test_who_is_in_no_group_sees_nothing(self):
        for name in self.env.registry:
            if name.startswith("itx.moduler.") and not self.env[name]._abstract:
                with self.subTest(name), self.assertRaises(AccessError):
                    self.env[name].with_user(self.outsider).search([])

    def test_who_is_in_no_group_calls_nothing(self):
        module = self.module.with_user(self.outsider)
        for action in (
            "to_document",
            "action_validate",
            "action_plan",
            "action_apply_to_odoo",
            "action_export_module",
            "action_save_new_version",
            "action_rollback",
            "action_archive",
        ):
            with self.subTest(action), self.assertRaises(AccessError):
                getattr(module, action)()
        with self.assertRaises(AccessError):
            self.Module.with_user(self.outsider).from_document({"module": {"name": "mine"}})

    def test_who_is_in_no_group_has_no_menu(self):
        root = self.env.ref("itx_moduler.menu_root")
        Menu = self.env["ir.ui.menu"]
        self.assertNotIn(root.id, Menu.with_user(self.outsider)._visible_menu_ids())
        self.assertIn(root.id, Menu.with_user(self.user)._visible_menu_ids())

    def test_a_user_authors_validates_plans_and_exports(self):
        document = {**SMALL, "module": {"name": "by_user"}}
        module = self.Module.with_user(self.user).from_document(document)

        module.model_ids.field_ids[0].string = "Title"
        module.action_validate()
        module.action_plan()
        module.action_export_module()
        module.action_save_new_version()

        self.assertEqual(module.state, "archived")
        self.assertTrue(module.exported_file)

    def test_a_user_does_not_apply(self):
        module = self.module.with_user(self.user)
        module.action_validate()
        with self.assertRaisesRegex(AccessError, "Only Moduler managers"):
            module.action_apply_to_odoo()
        self.assertEqual(module.state, "validated")

    def test_a_manager_applies(self):
        module = self.module.with_user(self.manager)
        module.action_validate()

        module.action_apply_to_odoo()

        self.assertEqual(module.state, "applied")
        self.assertTrue(module.model_ids.applied_record)

    def test_a_user_is_not_told_of_live_records(self):
        with self.assertRaises(AccessError):
            self.module.with_user(self.user).model_ids.read(["applied_record"])

    def test_managers_administer_the_database_and_users_do_not(self):
        self.assertTrue(self.manager.has_group("base.group_system"))
        self.assertFalse(self.user.has_group("base.group_system"))
