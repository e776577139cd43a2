import { Component } from "@odoo/owl";

/** What a run would do, step by step. */
export class DryRun extends Component {
    static template = "odf_ui_builder.DryRun";
    static props = { report: Object, onClose: Function, onSelect: Function };

    /** Whether rows are quarantined whose reasons are not told here. */
    get lost() {
        return this.props.report.steps.some(({ quarantined, write }) => quarantined && !write);
    }
}
