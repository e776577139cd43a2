import { registry } from "@web/core/registry";

/** Write a script from the start, by the editor that stands there. */
function typeScript(text) {
    const editor = window.ace.edit(document.querySelector(".o_flow_script .ace_editor"));
    editor.setValue("", -1);
    editor.focus();
    editor.insert(text);
}

const OPEN = {
    content: "Open the builder from the flow",
    trigger: "button[name=action_open_builder]",
    run: "click",
};

/** From an empty flow to a dry run. The test has put `customers.csv` into the folder of files. */
registry.category("web_tour.tours").add("odf_ui_builder_build_a_flow", {
    steps: () => [
        OPEN,
        {
            content: "Add a source",
            trigger: ".o_flow_builder .o_add_read",
            run: "click",
        },
        {
            content: "It reads the file",
            trigger: ".o_flow_panel input[name=path]",
            run: "edit customers.csv && press Tab",
        },
        {
            content: "Look at its rows",
            trigger: ".o_preview:enabled",
            run: "click",
        },
        {
            content: "The table is there, in Thai too",
            trigger: ".o_preview_table th[data-column='ชื่อลูกค้า']",
        },
        {
            trigger: ".o_preview_table th[data-column=Town]:contains('1 empty')",
        },
        {
            content: "Add a script",
            trigger: ".o_add_transform",
            run: "click",
        },
        {
            content: "Begin to write it",
            trigger: ".o_flow_script .ace_content",
            run: () => typeScript("def transform(df, ctx):\n    return df.with_columns(pl.col("),
        },
        {
            content: "A quote opens the list of columns",
            trigger: ".o_flow_script .ace_content",
            run() {
                const editor = window.ace.edit(document.querySelector(".ace_editor"));
                editor.execCommand("insertstring", '"');
            },
        },
        {
            content: "Take the column with the Thai name",
            trigger: ".o_flow_offer li:contains('ชื่อลูกค้า')",
            run() {
                const event = new MouseEvent("mousedown", { bubbles: true, cancelable: true });
                this.anchor.dispatchEvent(event);
            },
        },
        {
            content: "Go on behind it",
            trigger: "body:not(:has(.o_flow_offer)) .o_flow_script .ace_content",
            run() {
                const editor = window.ace.edit(document.querySelector(".ace_editor"));
                const quoted = editor.getValue().endsWith('"') ? "" : '"';
                editor.navigateFileEnd();
                editor.insert(`${quoted}).str.strip_chars())\n`);
            },
        },
        {
            content: "Look at what it changes",
            trigger: ".o_preview:enabled",
            run: "click",
        },
        {
            content: "One cell is marked",
            trigger: ".o_preview_table td.o_changed:contains('สมชาย ใจดี')",
        },
        {
            trigger: ".o_preview_summary:contains('cells changed: 1 '):contains('matched by id')",
        },
        {
            content: "Add a destination",
            trigger: ".o_add_write",
            run: "click",
        },
        {
            content: "It writes partners",
            trigger: ".o_flow_panel input[name=model]",
            run: "edit res.partner && press Tab",
        },
        {
            content: "Their key is the column id",
            trigger: ".o_flow_panel input[name=key]",
            run: "edit id && press Tab",
        },
        {
            content: "Ask for suggestions",
            trigger: ".o_suggest:enabled",
            run: "click",
        },
        {
            trigger: ".o_suggestion[data-field=email]:contains('E-Mail')",
        },
        {
            content: "What is called otherwise is found too, and why is told",
            trigger:
                ".o_suggestion[data-field=name]:contains('ชื่อลูกค้า') .o_why:contains('means “name”')",
        },
        {
            content: "Accept them",
            trigger: ".o_accept_all",
            run: "click",
        },
        {
            content: "Look at what would be sent",
            trigger: ".o_preview:enabled",
            run: "click",
        },
        {
            trigger: ".o_preview_table th[data-column=city]:contains('Town')",
        },
        {
            content: "Move the script behind the destination, by the keyboard",
            trigger: ".o_flow_step[data-type=transform]",
            run(helpers) {
                this.anchor.focus();
                return helpers.press("Alt+ArrowDown");
            },
        },
        {
            trigger: ".o_flow_step[data-type=transform][data-index='2']",
        },
        {
            content: "And back",
            trigger: ".o_flow_step[data-type=transform]",
            run: "drag_and_drop .o_flow_step[data-type=write]",
        },
        {
            trigger: ".o_flow_step[data-type=transform][data-index='1']",
        },
        {
            content: "Save",
            trigger: ".o_save:enabled",
            run: "click",
        },
        {
            content: "Try it out over all rows",
            trigger: ".o_flow_bar:has(.o_save:disabled) .o_run_dry:enabled",
            run: "click",
        },
        {
            content: "Three partners would be created",
            trigger: ".o_dry_run tr[data-step=write] .o_created:contains('3')",
        },
    ],
});

registry.category("web_tour.tours").add("odf_ui_builder_look_at_a_flow", {
    steps: () => [
        OPEN,
        {
            content: "It says why nothing can be changed",
            trigger: ".o_flow_builder .o_readonly",
        },
        {
            trigger: ".o_flow_panel input[name=path]:disabled",
        },
        {
            trigger: ".o_flow_builder:not(:has(.o_save, .o_add_read, .o_remove_step))",
        },
    ],
});
