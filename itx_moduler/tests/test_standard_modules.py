from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import odoo.addons
from odoo.addons.itx_moduler.adapters import documents
from odoo.addons.itx_moduler.adapters.live.world import owner
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.modules import Manifest
from odoo.tests import Form, tagged, users
from odoo.tools import mute_logger

from itx_codegen.publish import write_folder
from itx_codegen.render import render
from itx_codegen.validate import Owner

from .live_common import LiveCase


@tagged("post_install", "-at_install")
class TestStandardModules(LiveCase):
    """What ships with Odoo, and what others have made, is extended and never described anew."""

    def wizard(self, name, *models):
        return self.env["itx.moduler.inherit.wizard"].create(
            {
                "source_module_name": "base",
                "new_module_name": name,
                "line_ids": [Command.create({"model": one, "chosen": True}) for one in models],
            }
        )

    def test_a_module_is_known_by_where_it_stands(self):
        self.assertEqual(owner("base"), Owner.ODOO)
        self.assertEqual(owner("itx_moduler"), Owner.SOMEBODY)
        self.assertEqual(owner("nowhere_to_be_found"), Owner.NOBODY)

    def test_a_module_that_was_generated_here_is_ours(self):
        module = self.made()
        folder = self.enterContext(TemporaryDirectory())
        write_folder(render(documents.read(module)), Path(folder, "library"))
        with patch.object(odoo.addons, "__path__", [*odoo.addons.__path__, folder]):
            Manifest._get_manifest_from_addons.cache_clear()
            self.addCleanup(Manifest._get_manifest_from_addons.cache_clear)
            self.assertEqual(owner("library"), Owner.US)

    def test_validation_refuses_the_name_of_a_standard_module(self):
        module = self.modules.create({"name": "web"})
        self.assertTrue(module.is_standard_module)
        module.action_validate()
        self.assertEqual(module.state, "draft")
        self.assertIn("ships with Odoo", module.error_message)

    def test_validation_refuses_the_name_of_somebody_elses_module(self):
        module = self.modules.create({"name": "itx_moduler"})
        self.assertFalse(module.is_standard_module)
        module.action_validate()
        self.assertIn("not made here", module.error_message)

    @users("admin")
    def test_the_wizard_offers_the_models_of_the_module(self):
        form = Form(self.env["itx.moduler.inherit.wizard"])
        form.source_module_name = "base"
        self.assertEqual(form.new_module_name, "base_extension")
        offered = [line["model"] for line in form.line_ids._records]
        self.assertIn("res.partner", offered)
        self.assertNotIn("itx.moduler.module", offered)

    def test_the_new_module_depends_on_the_source_extends_its_models_and_lives(self):
        action = self.wizard("partner_notes", "res.partner").action_create_inheriting_module()
        module = self.modules.browse(action["res_id"])
        self.assertEqual(module.state, "draft")
        self.assertEqual(module.dependency_ids.mapped("name"), ["base"])
        self.assertEqual(
            module.model_ids.mapped(lambda one: (one.name, one.extends)), [("res.partner", True)]
        )

        module.model_ids.field_ids = [Command.create({"name": "shelf", "type": "char"})]
        module.action_validate()
        self.assertFalse(module.error_message)
        module.action_apply_to_odoo()
        self.assertIn("x_shelf", self.env["res.partner"]._fields)

    def test_the_wizard_takes_no_name_that_is_taken(self):
        with self.assertRaisesRegex(UserError, "ships with Odoo"):
            self.wizard("web", "res.partner").action_create_inheriting_module()
        self.wizard("partner_notes", "res.partner").action_create_inheriting_module()
        with self.assertRaisesRegex(UserError, "open it"):
            self.wizard("partner_notes", "res.partner").action_create_inheriting_module()

    def test_at_least_one_model_is_chosen(self):
        with self.assertRaisesRegex(UserError, "at least one"):
            self.wizard("partner_notes").action_create_inheriting_module()

    @mute_logger("odoo.addons.base.models.ir_ui_view")
    def test_a_plain_author_may_begin_a_module(self):
        author = self.env["res.users"].create(
            {
                "name": "Author",
                "login": "standard_author",
                "group_ids": [Command.set([self.env.ref("itx_moduler.group_user").id])],
            }
        )
        wizard = self.env["itx.moduler.inherit.wizard"].with_user(author)
        form = Form(wizard)
        form.source_module_name = "base"
        self.assertTrue(len(form.line_ids))
