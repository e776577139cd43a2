"""A person goes through a live wizard: on, back, on, and done."""

from odoo.tests import HttpCase, tagged

DOCUMENT = {
    "module": {"name": "shelf", "depends": ["base"]},
    "models": [
        {"name": "shelf.book", "fields": [
            {"name": "name", "type": "char", "required": True}, {"name": "note", "type": "char"}]},
        {"name": "shelf.mark", "fields": [
            {"name": "note", "type": "char", "required": True}, {"name": "sure", "type": "char"}]},
    ],
    "access": [{"model": "shelf.book", "group": "base.group_user", "perm_read": True,
                "perm_write": True}],
    "actions": [{"type": "window", "xml_id": "action_book", "name": "Books",
                 "model": "shelf.book"}],
    "data": [{"xml_id": "book", "model": "shelf.book", "values": {"name": "A book"}}],
    "wizards": [{
        "xml_id": "mark", "name": "Mark Books", "model": "shelf.mark", "started_on": "shelf.book",
        "steps": [{"name": "what", "field_names": ["note"]},
                  {"name": "sure", "field_names": ["sure"], "help": "Are you sure?"}],
        "apply_label": "Mark", "code": "self.record_ids.write({'note': self.note})",
    }],
}  # fmt: skip

GO_THROUGH = """
const wait = async (what, find) => {
    for (let tries = 0; tries < 100; tries++) {
        const found = find();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not found: ${what}`);
};
const one = (css, text = "") =>
    [...document.querySelectorAll(css)].find((node) => node.textContent.includes(text));
const step = (name) =>
    wait(name, () => one(".modal .o_arrow_button_current", name) && one(".modal footer button"));
(async () => {
    (await wait("the book", () => one(".o_data_row .o_list_record_selector input"))).click();
    (await wait("Actions", () => one(".o_cp_action_menus button", "Actions"))).click();
    (await wait("the wizard", () => one(".o-dropdown-item", "Mark Books"))).click();
    const note = await wait("the note", () => one(".modal .o_field_widget[name=x_note] input"));
    note.value = "seen";
    note.dispatchEvent(new Event("input", { bubbles: true }));
    note.dispatchEvent(new Event("change", { bubbles: true }));
    await step("What");
    one(".modal footer button", "Next").click();
    await step("Sure");
    await wait("the explanation", () => one(".modal p", "Are you sure?"));
    if (document.querySelectorAll(".modal").length !== 1) throw new Error("two dialogs");
    one(".modal footer button", "Back").click();
    await step("What");
    (await wait("Next", () => one(".modal footer button", "Next"))).click();
    await step("Sure");
    (await wait("Mark", () => one(".modal footer button", "Mark"))).click();
    await wait("the end", () => !document.querySelector(".modal"));
    console.log("test successful");
})();
"""


@tagged("post_install", "-at_install")
class TestWizard(HttpCase):
    def test_a_live_wizard_goes_on_and_back_in_one_dialog(self):
        module = self.env["itx.moduler.module"].from_document(DOCUMENT)
        module.action_validate()
        self.assertFalse(module.error_message)
        module.action_apply_to_odoo()
        self.addCleanup(self._forget_live_models)
        action = self.env.ref("x_shelf.action_book")

        self.browser_js(f"/odoo/action-{action.id}", code=GO_THROUGH,
                        ready="!!document.querySelector('.o_data_row')", login="admin")  # fmt: skip

        self.assertEqual(self.env.ref("x_shelf.book").x_note, "seen")

    def _forget_live_models(self):
        with self.env.registry.cursor() as cr:
            self.env.registry._setup_models__(cr)
