import { Component, onMounted, onWillStart, useExternalListener, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { DryRun } from "./dry_run";
import { Findings } from "./findings";
import { FlowBuilderModel } from "./flow_builder_model";
import { FlowGraph } from "./flow_graph";
import { PreviewPane } from "./preview_pane";
import { StepPanel } from "./step_panel";

/** The visual builder of one flow: the picture, the selected step, and what it makes of the rows. */
export class FlowBuilder extends Component {
    static template = "odf_ui_builder.FlowBuilder";
    static components = { DryRun, Findings, FlowGraph, Layout, PreviewPane, StepPanel };
    static props = { ...standardActionServiceProps };
    static path = "flow-builder";
    static displayName = _t("Flow Builder");

    setup() {
        this.action = useService("action");
        this.dialog = useService("dialog");
        const { params = {}, context = {} } = this.props.action;
        const flowId = params.flow_id || context.active_id;
        this.model = useState(FlowBuilderModel.create(useService("orm"), flowId));
        this.env.config.setDisplayName(this.props.action.name || _t("Flow Builder"));
        onWillStart(() => this.model.load());
        onMounted(() => this.model.steps.length && this.model.runPreview());
        useExternalListener(window, "keydown", (event) => this.onKeydown(event));
        useSetupAction({
            beforeLeave: () => this.mayLeave(),
            beforeUnload: (event) => {
                if (this.model.dirty) {
                    event.preventDefault();
                }
            },
        });
    }

    /** Undo and redo, but where one writes: there the browser and the editor undo letters. */
    onKeydown(event) {
        const key = event.key.toLowerCase();
        const writes = event.target.closest?.("input, textarea, [contenteditable]");
        if (writes || !(event.ctrlKey || event.metaKey) || !["z", "y"].includes(key)) {
            return;
        }
        event.preventDefault();
        if (key === "y" || event.shiftKey) {
            this.model.redo();
        } else {
            this.model.undo();
        }
    }

    /** Open what mends a finding beside the flow, and look again when it is closed. */
    async fix(finding) {
        const action = await this.model.fix(finding);
        if (action) {
            await this.action.doAction(
                { ...action, target: "new" },
                { onClose: () => this.model.runCheck() }
            );
        }
    }

    selectStep(name) {
        this.model.select(this.model.steps.findIndex((step) => step.name === name));
    }

    get display() {
        return { controlPanel: {} };
    }

    mayLeave() {
        if (!this.model.dirty) {
            return true;
        }
        return new Promise((resolve) => {
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: _t("Unsaved Changes"),
                    body: _t("The flow has changes that are not saved. Leave without them?"),
                    confirmLabel: _t("Leave"),
                    confirm: () => resolve(true),
                    cancel: () => resolve(false),
                },
                { onClose: () => resolve(false) }
            );
        });
    }

    setFirst(count) {
        this.model.first = Number(count);
        return this.model.runPreview();
    }

    async discard() {
        await this.model.load();
        await this.model.runPreview();
    }

    openModule() {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "itx.moduler.module",
            res_id: this.model.about.module.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("odf_flow_builder", FlowBuilder);
