import base64
import io
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .live_common import LiveCase


@tagged("post_install", "-at_install")
class TestGraduation(LiveCase):
    """The export that takes a live app over; the move itself is tested on databases of its own."""

    def exported_names(self, module):
        content = base64.b64decode(module.exported_file)
        return zipfile.ZipFile(io.BytesIO(content)).namelist()

    def test_export_holds_what_takes_the_app_over(self):
        module = self.applied()

        module.action_export_graduation()

        names = self.exported_names(module)
        self.assertIn("library/graduation/there.py", names)
        self.assertEqual(module.state, "exported")
        module.action_export_module()
        self.assertFalse([n for n in self.exported_names(module) if "graduation" in n])

    def test_only_the_version_that_lives_can_graduate(self):
        module = self.applied()
        later = self.next_version(module)
        later.action_validate()

        with self.assertRaisesRegex(UserError, "apply this one first"):
            later.action_export_graduation()

    def test_what_was_changed_by_hand_would_stay_behind(self):
        module = self.applied()
        self.env.ref("x_library.rule_book").domain_force = "[('x_shelf', '=', 'a')]"

        with self.assertRaisesRegex(UserError, "rule_book"):
            module.action_export_graduation()

    def test_what_people_do_with_records_does_not_stand_in_the_way(self):
        module = self.applied()
        self.env.ref("x_library.cron_shelf").interval_number = 5
        model = self.env["ir.model"]._get_id("x_library_book")
        self.env["ir.model.fields"].create(
            {"model_id": model, "name": "x_hand", "ttype": "char", "field_description": "Hand"}
        )

        module.action_export_graduation()

        self.assertEqual(module.state, "exported")

    def test_only_managers_graduate_an_app(self):
        module = self.applied()
        author = new_test_user(self.env, "graduation_author", "itx_moduler.group_user")

        with self.assertRaises(AccessError):
            module.with_user(author).action_export_graduation()
        with self.assertRaises(AccessError):
            module.with_user(author).action_open_leftovers()

    def test_without_the_exported_module_there_is_nothing_to_ask(self):
        module = self.applied()

        self.assertEqual(module.graduation_state, "none")
        with self.assertRaisesRegex(UserError, "not among the addons"):
            module.action_open_leftovers()
