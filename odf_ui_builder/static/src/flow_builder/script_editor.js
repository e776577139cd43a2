import { Component, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { cookie } from "@web/core/browser/cookie";
import { CodeEditor } from "@web/core/code_editor/code_editor";
import { completions } from "./completion";

/** Odoo's code editor, with names of polars and of the actual columns offered while one types. */
export class ScriptEditor extends Component {
    static template = "odf_ui_builder.ScriptEditor";
    static components = { CodeEditor };
    static props = {
        code: String,
        readonly: { type: Boolean, optional: true },
        line: { type: [Number, { value: null }], optional: true },
        known: Object,
        onChange: Function,
        autofocus: { type: Boolean, optional: true },
    };

    setup() {
        this.root = useRef("root");
        this.offer = useState({ items: [], active: 0, prefix: "", top: 0, left: 0 });
        this.theme = cookie.get("color_scheme") === "dark" ? "monokai" : "";
        // The editor is there when the library that it is made of has been loaded.
        useEffect(
            (element) => element && this.listen(window.ace.edit(element)),
            () => [this.root.el?.querySelector(".ace_editor")]
        );
        useEffect(
            (line) => {
                const session = this.editor?.getSession();
                session?.setAnnotations(
                    line ? [{ row: line - 1, column: 0, text: "", type: "error" }] : []
                );
            },
            () => [this.props.line, this.editor]
        );
        onWillUnmount(() => this.close());
    }

    listen(editor) {
        this.editor = editor;
        editor.setOptions({ minLines: 8 });
        editor.getSession().setOptions({ tabSize: 4, useSoftTabs: true });
        // Whoever writes somewhere else by now is left there.
        if (this.props.autofocus && !document.activeElement?.matches("input, select, textarea")) {
            editor.focus();
        }
        editor.commands.addCommand({
            name: "offerNames",
            bindKey: { win: "Ctrl-Space", mac: "Ctrl-Space" },
            exec: () => this.open(true),
        });
        editor.commands.on("afterExec", ({ command }) => {
            if (command.name === "insertstring" || command.name === "backspace") {
                this.open(false);
            } else if (command.name !== "offerNames") {
                this.close();
            }
        });
        editor.on("blur", () => this.close());
        editor.keyBinding.addKeyboardHandler((_data, _hash, key) => this.onKey(key));
    }

    /** What the open list does with a key; ace leaves it alone then. */
    onKey(key) {
        const { items } = this.offer;
        if (!items.length) {
            return;
        }
        const way = { up: -1, down: 1 }[key];
        if (way) {
            this.offer.active = (this.offer.active + way + items.length) % items.length;
        } else if (key === "return" || key === "tab") {
            this.take(items[this.offer.active]);
        } else if (key === "esc") {
            this.close();
        } else {
            return;
        }
        return { command: "null" };
    }

    open(asked) {
        const { row, column } = this.editor.getCursorPosition();
        const before = this.editor.getSession().getLine(row).slice(0, column);
        const { prefix, items } = completions(before, this.props.known);
        const wanted = asked || prefix || /[.'"]$/.test(before);
        if (!wanted || !items.length || this.props.readonly) {
            return this.close();
        }
        const { pageX, pageY } = this.editor.renderer.textToScreenCoordinates(row, column);
        const top = pageY + this.editor.renderer.lineHeight;
        Object.assign(this.offer, { items, prefix, active: 0, top, left: pageX });
    }

    close() {
        this.offer.items = [];
    }

    take({ text }) {
        const { row, column } = this.editor.getCursorPosition();
        const start = { row, column: column - this.offer.prefix.length };
        this.editor.getSession().replace({ start, end: { row, column } }, text);
        this.close();
        this.editor.focus();
    }
}
