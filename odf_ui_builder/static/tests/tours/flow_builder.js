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
            content: "A technical name can't be Thai, and it is said at once",
            trigger: ".o_flow_panel:has(.o_flow_script .ace_content) .o_step_name",
            run: "edit ทำความสะอาด && press Tab",
        },
        {
            trigger: ".o_flow_panel:has(.o_bad_name) .o_step_name",
            run: "edit Change && press Tab",
        },
        {
            trigger: ".o_flow_panel:not(:has(.o_bad_name)) .o_step_name:value(change)",
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
            content: "No row may be refused",
            trigger: "#o_flow_rejects",
            run: "select 0",
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

/** A script that fails on a row, a preview that takes too long, and what the checks find. */
registry.category("web_tour.tours").add("odf_ui_builder_mend_a_flow", {
    steps: () => [
        OPEN,
        {
            trigger: ".o_flow_step[data-step=change]:has(.text-danger)",
            run: "click",
        },
        {
            content: "The error says which line, and which row with its values",
            trigger: ".o_step_problem:contains('line 3'):contains('row 2'):contains('Anna Svensson')",
        },
        {
            content: "The line is marked in the script",
            trigger: ".o_flow_script .ace_gutter-cell.ace_error:contains('3')",
        },
        {
            content: "What waits for it says so",
            trigger: ".o_flow_step[data-step=write]",
            run: "click",
        },
        {
            trigger: ".o_flow_preview:contains('waits for change')",
        },
        {
            content: "A preview takes long: the request never arrives",
            trigger: ".o_preview:enabled",
            run({ click }) {
                const { send } = XMLHttpRequest.prototype;
                XMLHttpRequest.prototype.send = function (body) {
                    XMLHttpRequest.prototype.send = send;
                    if (!body.includes("builder_preview")) {
                        throw new Error("Something else was asked for.");
                    }
                };
                return click();
            },
        },
        {
            content: "Nobody has to wait for it",
            trigger: ".o_busy .o_stop",
            run: "click",
        },
        {
            trigger: ".o_flow_bar:not(:has(.o_busy)):has(.o_preview:enabled)",
        },
        {
            content: "What was shown is still there, and no problem is told",
            trigger: ".o_flow_builder:not(:has(.o_stale, .o_builder_problem)) .o_flow_preview",
        },
        {
            content: "Look what stands in the way of a run",
            trigger: ".o_check:enabled",
            run: "click",
        },
        {
            content: "A language that the destination does not have can be activated",
            trigger: ".o_finding[data-fix=activate_language]:contains('sv_SE') .o_fix",
        },
        {
            content: "A connection that is not there can be made",
            trigger: ".o_finding[data-fix=create_connection] .o_fix",
            run: "click",
        },
        {
            trigger: ".modal .o_form_view .o_field_widget[name=name] input:value('old_odoo')",
        },
        {
            content: "Not now",
            trigger: ".modal .btn-close",
            run: "click",
        },
        {
            trigger: "body:not(:has(.modal)) .o_flow_bar:not(:has(.o_busy))",
        },
        {
            content: "A finding leads to its step",
            trigger: ".o_finding[data-path='steps.read.connection'] .o_finding_step",
            run: "click",
        },
        {
            trigger: ".o_flow_step.o_selected[data-step=read]",
        },
        {
            content: "Delete it, and take that back",
            trigger: ".o_remove_step",
            run: "click",
        },
        {
            trigger: ".o_flow_graph:not(:has([data-step=read]))",
        },
        {
            trigger: ".o_undo:enabled",
            run: "click",
        },
        {
            trigger: ".o_flow_step[data-step=read]",
        },
        {
            content: "Nothing is left to be saved",
            trigger: ".o_save:disabled",
        },
    ],
});

/** Which records of a source are in use, which are marked, and what the step does with these. */
registry.category("web_tour.tours").add("odf_ui_builder_leave_out_records", {
    steps: () => [
        OPEN,
        {
            trigger: ".o_flow_panel .o_inactive",
            run: "click",
        },
        {
            content: "Whoever had no order for a year is not in use",
            trigger: ".o_inactive_dialog input[name=months]",
            run: "edit 12 && press Tab",
        },
        {
            trigger: ".o_look:enabled",
            run: "click",
        },
        {
            trigger: ".o_inactive_dialog:has(tr[data-verdict=mark]:contains('2')) .o_in_use:contains('1')",
        },
        {
            trigger: ".o_mark:enabled",
            run: "click",
        },
        {
            trigger: ".o_inactive_dialog .o_written:contains('2 marked')",
        },
        {
            content: "This step reads them all the same",
            trigger: "#o_along",
            run: "click",
        },
        {
            trigger: ".o_done",
            run: "click",
        },
        {
            trigger: "body:not(:has(.modal)) .o_excluded:contains('like all others')",
        },
        {
            trigger: ".o_save:enabled",
            run: "click",
        },
        {
            trigger: ".o_flow_bar:not(:has(.o_busy)) .o_save:disabled",
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
