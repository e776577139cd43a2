"""A person enters the secret of a connection, once, and never sees it again."""

import os
from unittest.mock import patch

from cryptography.fernet import Fernet
from odoo.addons.odf_core.adapters import connections
from odoo.tests import HttpCase, new_test_user, tagged

PLAIN = "Tell-No-One-0815"
ENTER = """
const wait = async (what, find) => {
    for (let tries = 0; tries < 100; tries++) {
        const found = find();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not found: ${what}`);
};
const input = (name) => document.querySelector(`.o_field_widget[name=${name}] input`);
const enter = async (name, text) => {
    const field = await wait(name, () => input(name));
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
};
(async () => {
    await enter("title", "Old shop");
    await enter("name", "old_shop");
    await enter("url", "http://shop.example.com");
    await wait("the warning", () => document.body.textContent.includes("Use https"));
    await enter("database", "shop");
    if (input("secret").type !== "password") throw new Error("the secret shows while it is typed");
    await enter("secret", "%s");
    (await wait("save", () => document.querySelector(".o_form_button_save"))).click();
    await wait("kept", () => input("secret")?.placeholder.startsWith("Kept."));
    await wait("an empty field", () => input("secret")?.value === "");
    if (document.documentElement.outerHTML.includes("%s")) throw new Error("it is still there");
    console.log("test successful");
})();
"""


@tagged("post_install", "-at_install")
class TestConnection(HttpCase):
    def test_secret_is_entered_once_and_not_shown_again(self):
        new_test_user(
            self.env, "odf_manager", "odf_core.group_flow_manager", password="odf_manager"
        )
        with patch.dict(os.environ, {"ODF_SECRET_KEYS": Fernet.generate_key().decode()}):
            self.browser_js(
                "/odoo/action-odf_core.action_connection/new",
                code=ENTER % (PLAIN, PLAIN),
                ready="!!document.querySelector('.o_field_widget[name=secret] input')",
                login="odf_manager",
            )
            shop = self.env["odf.connection"].search([("name", "=", "old_shop")])
            self.assertTrue(shop.has_secret)
            self.assertEqual(connections.client(shop).connection._secret.reveal(), PLAIN)
