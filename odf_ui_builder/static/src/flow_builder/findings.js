import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { stepAt } from "./flow_document";

const SEVERITIES = { error: _t("Error"), warning: _t("Warning"), info: _t("Note") };
const COLORS = { error: "danger", warning: "warning", info: "info" };
const FIXES = {
    create_connection: _t("Create the Connection"),
    open_connection: _t("Open the Connection"),
    activate_language: _t("Activate the Language"),
    install_module: _t("Open the Module"),
};

/** What would stand in the way of a run, each with what mends it. */
export class Findings extends Component {
    static template = "odf_ui_builder.Findings";
    static props = {
        findings: Array,
        steps: Array,
        onSelect: Function,
        onFix: Function,
        onClose: Function,
    };

    setup() {
        this.severities = SEVERITIES;
        this.colors = COLORS;
        this.fixes = FIXES;
    }

    stepOf({ path }) {
        return stepAt(this.props.steps, path);
    }
}
