import { registry } from "@web/core/registry";
import { inputFiles } from "@web/../tests/utils";

/**
 * From a document to a ZIP, as a person does it. The document is the attachment
 * `itx_moduler.tour_document`, which the test puts there.
 */
registry.category("web_tour.tours").add("itx_moduler_author_a_module", {
    steps: () => [
        {
            content: "Import a module",
            trigger: "[data-menu-xmlid='itx_moduler.menu_module_import']",
            run: "click",
        },
        {
            content: "Choose the file",
            trigger: ".modal .o_field_binary input[type=file]:not(:visible)",
            async run() {
                const answer = await fetch("/web/content/itx_moduler.tour_document");
                const file = new File([await answer.blob()], "airfield_register.json", {
                    type: "application/json",
                });
                await inputFiles(".modal .o_field_binary input[type=file]", [file]);
            },
        },
        {
            content: "The file is there",
            trigger: ".modal .o_field_binary input:value('airfield_register.json')",
        },
        {
            content: "Import it",
            trigger: ".modal button[name=action_import_module]",
            run: "click",
        },
        {
            content: "The module opens as a draft with its models",
            trigger: ".o_field_widget[name=title] input:value('Airfield Register')",
        },
        {
            trigger: ".o_arrow_button_current:contains('Draft')",
        },
        {
            trigger: ".o_data_row:contains('airfield.airfield')",
        },
        {
            content: "Validate",
            trigger: "button[name=action_validate]",
            run: "click",
        },
        {
            content: "It is valid",
            trigger: ".o_arrow_button_current:contains('Validated')",
        },
        {
            content: "Plan",
            trigger: "button[name=action_plan]",
            run: "click",
        },
        {
            content: "The plan names each operation",
            trigger: ".modal .o_data_row:contains('+ Model models[airfield.airfield]')",
        },
        {
            content: "Close the plan",
            trigger: ".modal-footer button:contains('Close')",
            run: "click",
        },
        {
            content: "Export",
            trigger: "body:not(:has(.modal)) button[name=action_export_module]",
            run: "click",
        },
        {
            content: "It is exported",
            trigger: ".o_arrow_button_current:contains('Exported')",
        },
        {
            content: "Look at the page of the export",
            trigger: ".nav-link[name=export]",
            run: "click",
        },
        {
            content: "The ZIP can be downloaded",
            trigger: ".o_field_widget[name=exported_file]:contains('airfield_register.zip')",
        },
    ],
});
