"""A person authors a module in the web client: import, validate, plan, export."""

import base64
from pathlib import Path

from odoo.tests import HttpCase, new_test_user, tagged

_EXAMPLE = Path(__file__).parents[2] / "examples" / "airfield_register.json"


@tagged("post_install", "-at_install")
class TestAuthoring(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.author = new_test_user(cls.env, "author", "itx_moduler.group_user")
        attachment = cls.env["ir.attachment"].create(
            {
                "name": _EXAMPLE.name,
                "datas": base64.b64encode(_EXAMPLE.read_bytes()),
                "public": True,
            }
        )
        cls.env["ir.model.data"].create(
            {
                "module": "itx_moduler",
                "name": "tour_document",
                "model": "ir.attachment",
                "res_id": attachment.id,
            }
        )

    def test_a_document_becomes_a_zip(self):
        self.start_tour(
            "/odoo/action-itx_moduler.action_module",
            "itx_moduler_author_a_module",
            login="author",
        )

        module = self.env["itx.moduler.module"].search([("name", "=", "airfield_register")])
        self.assertEqual(module.state, "exported")
        self.assertTrue(module.exported_file)

    def test_the_screens_speak_thai(self):
        self.env["res.lang"]._activate_lang("th_TH")
        self.env["ir.module.module"].search(
            [("name", "in", ("itx_moduler", "odf_ui_builder"))]
        )._update_translations(["th_TH"])
        self.author.lang = "th_TH"

        self.browser_js(
            "/odoo/action-itx_moduler.action_module",
            code="""
                const said = document.querySelector(".o_view_nocontent").textContent;
                console.log(said.includes("อธิบายโมดูลแรกของคุณ") ? "test successful" : said);
            """,
            ready="!!document.querySelector('.o_view_nocontent')",
            login="author",
        )
