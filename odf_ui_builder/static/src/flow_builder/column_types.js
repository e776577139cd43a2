import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

const TYPES = {
    str: _t("Text"),
    int: _t("Whole number"),
    float: _t("Decimal number"),
    bool: _t("Yes or no"),
    date: _t("Date"),
    datetime: _t("Date and time"),
};

/** What the rows that a step leaves must be: the types of columns, and what becomes of the rest. */
export class ColumnTypes extends Component {
    static template = "odf_ui_builder.ColumnTypes";
    static props = { model: Object, step: Object };

    setup() {
        this.types = Object.entries(TYPES);
    }

    /** The columns that previews have shown, and those that are named besides. */
    get names() {
        const { model, step } = this.props;
        return [...new Set([...(model.seen[step.name] || []), ...Object.keys(step.columns || {})])];
    }

    setType(name, type) {
        const { [name]: _former, ...others } = this.props.step.columns || {};
        this.props.model.update({ columns: type ? { ...others, [name]: type } : others });
    }

    setContract(part, value) {
        const { [part]: _former, ...others } = this.props.step.contract || {};
        this.props.model.update({ contract: value ? { ...others, [part]: value } : others });
    }
}
