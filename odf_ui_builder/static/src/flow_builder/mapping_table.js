import { Component, useEffect, useState } from "@odoo/owl";
import { changedPair, mappingRows, missingFields, openPairs } from "./mapping";
import { Picker } from "./picker";
import { _t } from "@web/core/l10n/translation";

/** Why a pair is suggested. */
const REASONS = {
    name: () => _t("same name"),
    label: (text) => _t("label “%s”", text),
    synonym: (text) => _t("means “%s”", text),
    similar: (text) => _t("similar to “%s”", text),
};

/** Which column fills which field, with suggestions to accept. */
export class MappingTable extends Component {
    static template = "odf_ui_builder.MappingTable";
    static components = { Picker };
    static props = { model: Object, step: Object };

    setup() {
        this.state = useState({ fields: [], suggestions: null });
        useEffect(
            (model, connection) => {
                this.loading = this.loadFields(model, connection);
            },
            () => [this.props.step.model, this.props.step.connection]
        );
    }

    async loadFields(model, connection) {
        this.state.suggestions = null;
        this.state.fields = await this.props.model.fields(model, connection);
    }

    get columns() {
        return this.props.model.columns();
    }

    get columnChoices() {
        return this.columns.map(({ name, type }) => ({ value: name, label: type }));
    }

    get fieldChoices() {
        return this.state.fields
            .filter(({ readonly }) => !readonly)
            .map(({ name, label, type }) => ({ value: name, label: `${label} (${type})` }));
    }

    get rows() {
        const names = new Set(this.columns.map(({ name }) => name));
        return mappingRows(this.props.step.mapping, this.state.fields).map((row) => ({
            ...row,
            lost: names.size > 0 && Boolean(row.column) && !names.has(row.column),
        }));
    }

    get missing() {
        return missingFields(this.props.step.mapping, this.state.fields);
    }

    change(former, pair) {
        const { model, step } = this.props;
        model.update({ mapping: changedPair(step.mapping, former, pair) }, step);
    }

    async suggest() {
        const { model, step } = this.props;
        await Promise.all([this.loading, model.refresh()]);
        const open = openPairs(step, this.columns, this.state.fields);
        const names = open.fields.map(({ name }) => name);
        const found = await model.suggestions(open.columns, step.model, step.connection, names);
        const labels = new Map(this.state.fields.map(({ name, label }) => [name, label]));
        this.state.suggestions = (found || []).map((pair) => ({
            ...pair,
            label: labels.get(pair.field),
            why: REASONS[pair.reason](pair.by),
        }));
    }

    accept(pairs) {
        const { model, step } = this.props;
        const accepted = Object.fromEntries(pairs.map(({ field, column }) => [field, column]));
        model.update({ mapping: { ...step.mapping, ...accepted } }, step);
        this.dismiss(pairs);
    }

    dismiss(pairs) {
        this.state.suggestions = this.state.suggestions.filter((pair) => !pairs.includes(pair));
    }
}
