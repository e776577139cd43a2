import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { ColumnTypes } from "./column_types";
import { MappingTable } from "./mapping_table";
import { Picker } from "./picker";
import { ScriptEditor } from "./script_editor";
import { SourceOptions } from "./source_options";
import {
    optionText,
    optionValue,
    previewOf,
    takes,
    technicalName,
    uniqueName,
    NEW_SCRIPT,
} from "./flow_document";

const TITLES = { read: _t("Source"), transform: _t("Script"), write: _t("Destination") };
const NEW = "+";
/** Where one begins with a new step; a script has its editor for that. */
const FIRST = { read: "input[name=path], input[name=model]", write: "input[name=model]" };

/** What the selected step says, to be changed. */
export class StepPanel extends Component {
    static template = "odf_ui_builder.StepPanel";
    static components = { ColumnTypes, MappingTable, Picker, ScriptEditor, SourceOptions };
    static props = { model: Object };

    setup() {
        this.titles = TITLES;
        this.newScript = NEW;
        this.state = useState({ types: false, context: null, badName: "" });
        this.root = useRef("root");
        this.isNew = Boolean(this.step.local) && this.model.added === this.step.local;
        onMounted(() => {
            if (this.isNew) {
                this.model.added = null;
                this.root.el.querySelector(FIRST[this.step.type])?.focus();
            }
        });
    }

    get model() {
        return this.props.model;
    }

    get step() {
        return this.model.step;
    }

    get frameChoices() {
        return this.model.frames().map((value) => ({ value }));
    }

    get columnChoices() {
        return this.model.columns().map(({ name, type }) => ({ value: name, label: type }));
    }

    get connections() {
        return this.model.about.connections.filter(({ kind }) => kind !== "rest");
    }

    get modelChoices() {
        const key = `models ${this.step.connection || ""}`;
        return (this.model.metadata[key] || []).map(({ name, label }) => ({ value: name, label }));
    }

    get failedLine() {
        const found = previewOf(this.model.preview, this.step.name);
        return this.model.stale ? null : found?.line || null;
    }

    get known() {
        return {
            polars: this.model.about.polars,
            columns: this.model.columns(),
            frames: this.model.frames(),
        };
    }

    /** Whether a destination is a file and no model. */
    get toFile() {
        return Boolean(this.step.path || (this.step.format && !this.step.model));
    }

    set(name, value) {
        this.model.update({ [name]: value });
    }

    /** What is no technical name, and can't be made one, stays in the input, to be corrected. */
    rename(text) {
        const name = technicalName(text);
        this.state.badName = name || !text.trim() ? "" : text;
        if (name) {
            this.model.rename(name);
        }
    }

    setInput(frame) {
        this.model.update(takes(this.step, frame || "main"));
    }

    /** An option of the step; nothing: what holds if it is not said. */
    setOption(name, value) {
        const { [name]: _former, ...others } = this.step.options || {};
        const none = value === undefined || value === "";
        this.set("options", none ? others : { ...others, [name]: value });
    }

    /** The context of the writes; what is no JSON stays in the input, to be corrected. */
    get contextText() {
        return this.state.context ?? optionText(this.step.options?.context, "json");
    }

    setContext(text) {
        try {
            this.setOption("context", optionValue(text.trim(), "json"));
            this.state.context = null;
        } catch (error) {
            if (!(error instanceof SyntaxError)) {
                throw error;
            }
            this.state.context = text;
        }
    }

    setDestination(kind) {
        const file = { format: "csv", model: "", connection: "", key: "", mapping: {}, options: {} };
        this.model.update(kind === "file" ? file : { format: "", path: "", options: {} });
    }

    chooseScript(name) {
        if (name !== NEW) {
            return this.set("script", name);
        }
        const { scripts } = this.model.document;
        const script = uniqueName(
            this.step.name,
            scripts.map((one) => one.name)
        );
        scripts.push({ name: script, title: "", code: NEW_SCRIPT });
        this.set("script", script);
    }
}
