import { registry } from "@web/core/registry";

const WITHOUT_VARIANTS = { create_product_product: false };

/** What moves, parents before children. `fields`: besides `id` and `write_date`. */
const MODELS = [
    {
        table: "categories",
        model: "res.partner.category",
        fields: ["name", "color", "parent_id/id"],
        archived: true,
    },
    {
        table: "partners",
        model: "res.partner",
        domain: [["ref", "!=", false]],
        fields: [
            "name", "ref", "is_company", "active", "type", "email", "phone", "street", "city", "zip",
            "country_id/id", "vat", "parent_id/id", "category_id/id",
        ], // prettier-ignore
        archived: true,
        deleted: "partners_gone",
        relations: "category_id/id",
    },
    {
        table: "banks",
        model: "res.partner.bank",
        domain: [["partner_id.ref", "!=", false]],
        fields: ["acc_number", "partner_id/id"],
        archived: true,
    },
    {
        table: "attributes",
        model: "product.attribute",
        fields: ["name", "create_variant", "display_type"],
        archived: true,
    },
    {
        table: "attribute_values",
        model: "product.attribute.value",
        fields: ["name", "attribute_id/id"],
        archived: true,
    },
    {
        table: "templates",
        model: "product.template",
        fields: ["name", "type", "list_price", "sale_ok", "active"],
        archived: true,
        context: WITHOUT_VARIANTS,
    },
    {
        table: "attribute_lines",
        model: "product.template.attribute.line",
        fields: ["product_tmpl_id/id", "attribute_id/id", "value_ids/id"],
        context: { ...WITHOUT_VARIANTS, update_product_template_attribute_values: false },
    },
    {
        table: "template_values",
        model: "product.template.attribute.value",
        fields: ["attribute_line_id/id", "product_attribute_value_id/id", "price_extra"],
    },
    {
        table: "products",
        model: "product.product",
        fields: [
            "product_tmpl_id/id", "default_code", "barcode", "active",
            "product_template_attribute_value_ids/id",
        ], // prettier-ignore
        archived: true,
    },
    {
        table: "orders",
        model: "sale.order",
        fields: ["name", "partner_id/id", "date_order", "client_order_ref", "state"],
    },
    {
        table: "order_lines",
        model: "sale.order.line",
        fields: [
            "order_id/id", "sequence", "product_id/id", "name", "product_uom_qty", "price_unit",
            "discount",
        ], // prettier-ignore
    },
];

const click = (trigger) => ({ trigger, run: "click" });
const edit = (name, text) => ({
    content: `${name}: ${text}`,
    trigger: `.o_flow_panel input[name=${name}]`,
    run: `edit ${text} && press Tab`,
});
const select = (name, value) => ({
    trigger: `.o_flow_panel select[name=${name}]`,
    run: `select ${value}`,
});
/** Name a step that was added just now, once it is the one that is shown. */
const rename = (name) => [
    { trigger: `.o_flow_step.o_selected[data-step=${name.split("_")[0].replace("report", "write")}]` },
    { trigger: ".o_step_name", run: `edit ${name} && press Tab` },
    { trigger: `.o_flow_step.o_selected[data-step=${name}]` },
];

function source({ table, model, domain, fields, archived, deleted, relations }) {
    return [
        click(".o_add_read"),
        ...rename(`read_${table}`),
        select("format", "odoo"),
        select("connection", "old_odoo"),
        edit("model", model),
        ...["id", ...fields, "write_date"].flatMap((field) => [
            edit("fields", field),
            { trigger: `.o_source_field:contains('${field}')` },
        ]),
        edit("output", table),
        edit("key", "id"),
        click(".o_more_options"),
        ...(deleted ? [edit("deleted", deleted), edit("relations", relations)] : []),
        ...(domain ? [edit("domain", JSON.stringify(domain))] : []),
        ...(archived ? [click(".o_flow_panel input[aria-label=archived]")] : []),
        edit("namespace", "old_odoo"),
    ];
}

function destination({ table, model, fields, context }) {
    const pairs = fields.map((column) => [column.replace("/id", ""), column]);
    return [
        click(".o_add_write"),
        ...rename(`write_${table}`),
        edit("input", table),
        edit("model", model),
        edit("key", "id"),
        ...(context ? [edit("context", JSON.stringify(context))] : []),
        ...(table === "partners" ? suggested(pairs) : pairs.flatMap(pair)),
    ];
}

function pair([field, column]) {
    return [
        { trigger: ".o_flow_mapping .o_new_pair input", run: `edit ${field} && press Tab` },
        {
            trigger: `.o_flow_mapping tr[data-field=${field}] td:nth-child(2) input`,
            run: `edit ${column} && press Tab`,
        },
    ];
}

/** All that partners need can be guessed from the names. */
function suggested(pairs) {
    return [
        click(".o_suggest:enabled"),
        ...pairs.map(([field, column]) => ({
            trigger: `.o_suggestion[data-field=${field}]:contains('${column}')`,
        })),
        click(".o_accept_all"),
        { trigger: ".o_flow_mapping:not(:has(.o_suggestion))" },
    ];
}

/** Wait for what takes its time on a machine that has other work: a step alone may take a minute. */
function patiently(isThere) {
    const wait = async () => {
        for (let tenths = 0; tenths < 500 && !isThere(); tenths++) {
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
    };
    return Array.from({ length: 10 }, () => ({
        trigger: ".o_flow_builder",
        timeout: 60000,
        run: wait,
    }));
}

const GONE = [
    click(".o_add_write"),
    ...rename("report_gone_partners"),
    edit("input", "partners_gone"),
    { trigger: ".o_flow_panel select[aria-label='Writes to']", run: "select file" },
    edit("path", "partners_gone.csv"),
];

registry.category("web_tour.tours").add("odf_ui_builder_shop_migration", {
    steps: () => [
        { trigger: "button[name=action_open_builder]", run: "click" },
        { trigger: "#o_flow_mode", run: "select delta" },
        ...MODELS.flatMap(source),
        ...MODELS.flatMap((one) => [...destination(one), ...(one.deleted ? GONE : [])]),
        click(".o_save:enabled"),
        ...patiently(() => document.querySelector(".o_flow_bar .o_run_dry:enabled")),
        {
            content: "Try it out: all rows would be created, none is refused",
            trigger: ".o_flow_bar:has(.o_save:disabled) .o_run_dry:enabled",
            run: "click",
        },
        ...patiently(() => document.querySelector(".o_dry_run")),
        {
            trigger: ".o_dry_run tr[data-step=write_order_lines]",
            run() {
                const told = document.querySelector(".o_dry_run").innerText.slice(0, 2500);
                if (this.anchor.querySelector(".o_created").textContent !== "90") {
                    throw new Error(`Not all order lines would be created: ${told}`);
                }
            },
        },
    ],
});
