import { Component, useEffect, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { optionText, optionValue, previewOf } from "./flow_document";
import { InactiveDialog } from "./inactive_dialog";
import { Picker } from "./picker";

/** Options that have an input of their own. */
const SPECIAL = new Set(["model", "fields", "excluded"]);

/** Where a step reads from, and how. */
export class SourceOptions extends Component {
    static template = "odf_ui_builder.SourceOptions";
    static components = { Picker };
    static props = { model: Object, step: Object };

    setup() {
        this.dialog = useService("dialog");
        this.state = useState({ fields: [], more: false, invalid: {} });
        useEffect(
            (model, connection) => {
                this.loadFields(model, connection);
            },
            () => [this.options.model, this.props.step.connection, this.props.step.format]
        );
    }

    get model() {
        return this.props.model;
    }

    get format() {
        const { format } = this.props.step;
        return this.model.about.formats.find(({ name }) => name === format);
    }

    get ofModel() {
        return this.format?.options.some(({ name }) => name === "model");
    }

    /** The columns that the source has, as far as a preview has shown them. */
    get columnChoices() {
        const { model, step } = this.props;
        const shown = previewOf(model.preview, step.name)?.frames[0];
        return (shown?.columns || []).map(({ name, type }) => ({ value: name, label: type }));
    }

    /** Whether the models of a side can be asked for: of a connection, or of this database. */
    get hasModels() {
        return Boolean(this.props.step.connection || this.format?.reads_here);
    }

    get fileChoices() {
        return this.model.about.files.map((value) => ({ value }));
    }

    get connections() {
        return this.model.about.connections;
    }

    get modelChoices() {
        const key = `models ${this.props.step.connection || ""}`;
        return (this.model.metadata[key] || []).map(({ name, label }) => ({ value: name, label }));
    }

    /** Fields as Odoo's export has them: of a relation, the external id. */
    get fieldChoices() {
        const chosen = new Set(this.options.fields || []);
        const ids = [{ value: "id", label: "External ID" }, { value: "write_date", label: "" }];
        const fields = this.state.fields.map(({ name, label, type }) => ({
            value: type.endsWith("2one") || type.endsWith("2many") ? `${name}/id` : name,
            label,
        }));
        return [...ids, ...fields.filter(({ value }) => !["id", "write_date"].includes(value))].filter(
            ({ value }) => !chosen.has(value)
        );
    }

    get options() {
        return this.props.step.options || {};
    }

    get otherOptions() {
        return (this.format?.options || []).filter(({ name }) => !SPECIAL.has(name) || !this.ofModel);
    }

    async loadFields(model, connection) {
        this.state.fields = this.hasModels ? await this.model.fields(model, connection) : [];
    }

    /** Whether it can be found out which of the records are in use. */
    get canLeaveOut() {
        const { connection, format } = this.props.step;
        const { model, about } = { model: this.options.model, about: this.model.about };
        const isOdoo = ["odoo", "odoo_postgresql"].includes(format);
        return Boolean(
            isOdoo && connection && about.may_preview && about.activity_models.includes(model)
        );
    }

    openInactive() {
        const { connection } = this.props.step;
        this.dialog.add(InactiveDialog, {
            model: this.model,
            connection,
            records: this.options.model,
            comeAlong: Boolean(this.options.excluded),
            onDone: (comeAlong) => this.setOption("excluded", comeAlong || undefined),
        });
    }

    text({ name, sort }) {
        return this.state.invalid[name] ?? optionText(this.options[name], sort);
    }

    defaultText({ default: value, sort }) {
        return optionText(value, sort);
    }

    set(values) {
        this.model.update(values, this.props.step);
    }

    setFormat(format) {
        const from = this.model.about.formats.find(({ name }) => name === format);
        const gone = from.from_file ? { connection: "" } : { path: "" };
        this.set({ format, options: {}, ...gone });
    }

    setOption(name, value) {
        const { [name]: _former, ...others } = this.options;
        this.set({ options: value === undefined ? others : { ...others, [name]: value } });
    }

    setText({ name, sort }, text) {
        delete this.state.invalid[name];
        try {
            this.setOption(name, optionValue(text.trim(), sort));
        } catch (error) {
            if (!(error instanceof SyntaxError)) {
                throw error;
            }
            this.state.invalid[name] = text;
        }
    }

    setRelations(text) {
        this.set({ relations: optionValue(text, "names") || [] });
    }

    addField(name) {
        if (name) {
            this.setOption("fields", [...(this.options.fields || []), name]);
        }
    }

    removeField(name) {
        this.setOption(
            "fields",
            this.options.fields.filter((one) => one !== name)
        );
    }
}
