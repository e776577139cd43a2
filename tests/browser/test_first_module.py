"""``docs/howto/first-module.md`` in a real browser: describe, validate, plan, apply, change."""

import json
from pathlib import Path

from odoo.tests import HttpCase, tagged

DOCUMENT = Path(__file__).parents[2] / "examples" / "airfield_register.json"

# What a person does: wait until something is there, click it, type.
PERSON = """
const wait = async (what, find) => {
    for (let tries = 0; tries < 150; tries++) {
        const found = find();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not found: ${what}`);
};
const one = (selector) => wait(selector, () => document.querySelector(selector));
const press = async (selector) => (await one(selector)).click();
const state = (name) => one(`.o_statusbar_status .o_arrow_button_current[data-value=${name}]`);
const cell = (text) => wait(text, () =>
    [...document.querySelectorAll(".o_data_row .o_data_cell")].find(
        (found) => found.textContent.trim() === text
    )
);
const type = async (selector, text) => {
    const input = await one(selector);
    input.value = text;
    input.dispatchEvent(new Event("input", {bubbles: true}));
    input.dispatchEvent(new Event("change", {bubbles: true}));
};
"""

IMPORT_AND_APPLY = """
(async () => {
    const chosen = new DataTransfer();
    chosen.items.add(new File([%(document)s], "airfield_register.json"));
    const input = await one(".modal input[type=file]");
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", {bubbles: true}));
    await one(".modal .o_field_binary .o_clear_file_button");
    await press(".modal button[name=action_import_module]");
    await state("draft");
    await press("button[name=action_validate]");
    await state("validated");
    await press("button[name=action_plan].btn-primary");
    await cell("+ Model models[airfield.airfield]");
    await press(".modal button[name=action_apply_to_odoo]");
    await state("applied");
    await wait("the form alone", () => !document.querySelector(".modal"));
    console.log("test successful");
})();
"""

RENAME_AND_APPLY = """
(async () => {
    await press("button[name=action_save_new_version]");
    await state("draft");
    (await cell("airfield.airfield")).click();
    await one(".modal .o_field_widget[name=field_ids]");
    (await cell("city")).click();
    await type(".modal .o_selected_row [name=name] input", "municipality");
    await press(".modal .o_form_button_save");
    await wait("the form alone", () => !document.querySelector(".modal"));
    await press("button[name=action_validate]");
    await state("validated");
    await press("button[name=action_plan].btn-primary");
    await wait("the renaming", () =>
        document.querySelector(".modal")?.textContent.includes("renamed from city to municipality")
    );
    await press(".modal button[name=action_apply_to_odoo]");
    await state("applied");
    console.log("test successful");
})();
"""


@tagged("post_install", "-at_install")
class TestFirstModule(HttpCase):
    def test_document_becomes_a_live_app_and_a_renamed_field_keeps_its_data(self):
        document = json.dumps(DOCUMENT.read_text(encoding="utf-8"))
        self.browser_js(
            "/odoo/action-itx_moduler.action_module_import",
            code=PERSON + IMPORT_AND_APPLY % {"document": document},
            ready="!!document.querySelector('.modal input[type=file]')",
            login="admin",
        )
        module = self.env["itx.moduler.module"].search([("name", "=", "airfield_register")])
        self.assertEqual(module.state, "applied")
        airfield = self.env["x_airfield_airfield"].create(
            {"x_name": "Arlanda", "x_iata": "ARN", "x_city": "Stockholm"}
        )

        self.browser_js(
            f"/odoo/action-itx_moduler.action_module/{module.id}",
            code=PERSON + RENAME_AND_APPLY,
            ready="!!document.querySelector('button[name=action_save_new_version]')",
            login="admin",
        )
        self.assertEqual(
            self.env["x_airfield_airfield"].browse(airfield.id).x_municipality, "Stockholm"
        )
