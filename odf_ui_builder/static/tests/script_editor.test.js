import { expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { Component, useState, xml } from "@odoo/owl";
import { mountWithCleanup, preloadBundle } from "@web/../tests/web_test_helpers";
import { ScriptEditor } from "@odf_ui_builder/flow_builder/script_editor";

defineMailModels();
preloadBundle("web.ace_lib");

/** Ace looks at the codes of keys, which the events of hoot don't have. */
const KEYS = { ArrowDown: 40, Enter: 13, Escape: 27 };
const press = (editor, key) => editor.onCommandKey({}, 0, KEYS[key]);

const KNOWN = {
    polars: { functions: ["col", "lit"], frame: [], expression: [], namespaces: {} },
    columns: [
        { name: "ชื่อ", type: "str" },
        { name: "Town", type: "str" },
    ],
    frames: [],
};

async function mountEditor() {
    class Parent extends Component {
        static components = { ScriptEditor };
        static props = ["*"];
        static template = xml`<ScriptEditor code="state.code" known="known" onChange="(code) => state.code = code"/>`;
        setup() {
            this.known = KNOWN;
            this.state = useState({ code: "" });
        }
    }
    const parent = await mountWithCleanup(Parent);
    const editor = window.ace.edit(document.querySelector(".ace_editor"));
    editor.focus();
    return { parent, editor };
}

async function type(editor, text) {
    for (const letter of text) {
        editor.execCommand("insertstring", letter);
    }
    await animationFrame();
}

test("columns are offered after a quote, chosen by the keyboard, and put in", async () => {
    const { parent, editor } = await mountEditor();
    await type(editor, 'pl.col("');
    expect(queryAllTexts(".o_flow_offer li span:first-child")).toEqual(["ชื่อ", "Town"]);

    press(editor, "ArrowDown");
    press(editor, "Enter");
    await animationFrame();

    expect(parent.state.code).toMatch(/^pl\.col\("Town/);
    expect(".o_flow_offer").toHaveCount(0);
});

test("the list closes with Escape and opens again when asked for", async () => {
    const { editor } = await mountEditor();
    await type(editor, "pl.");
    expect(".o_flow_offer li").toHaveCount(2);

    press(editor, "Escape");
    await animationFrame();
    expect(".o_flow_offer").toHaveCount(0);

    editor.execCommand("offerNames");
    await animationFrame();
    expect(".o_flow_offer li").toHaveCount(2);
});
