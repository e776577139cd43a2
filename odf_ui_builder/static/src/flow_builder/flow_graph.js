import { Component, onPatched, useRef } from "@odoo/owl";
import { useSortable } from "@web/core/utils/sortable_owl";
import { _t } from "@web/core/l10n/translation";
import { LANES, picture, SIZE } from "./flow_document";

const ICONS = { read: "fa-database", transform: "fa-code", write: "fa-sign-in" };

/** The steps from sources (left) over scripts to destinations (right), in order from top to bottom. */
export class FlowGraph extends Component {
    static template = "odf_ui_builder.FlowGraph";
    static props = { model: Object };

    setup() {
        this.icons = ICONS;
        this.list = useRef("list");
        this.focusSelected = false;
        useSortable({
            ref: this.list,
            elements: ".o_flow_step",
            enable: () => !this.props.model.readonly,
            cursor: "grabbing",
            onDrop: ({ element, previous }) => this.dropped(element, previous),
        });
        onPatched(() => {
            if (this.focusSelected) {
                this.focusSelected = false;
                this.list.el.querySelector(".o_flow_step.o_selected")?.focus();
            }
        });
    }

    get picture() {
        return picture(this.props.model.steps, this.props.model.preview);
    }

    /** How many rows may be quarantined; -1: any number. */
    get rejectChoices() {
        const now = this.props.model.document.max_rejects ?? -1;
        const counts = [...new Set([-1, 0, 10, 100, 1000, now])].sort((one, other) => one - other);
        return counts.map((count) => [
            count,
            count < 0 ? _t("Any number of rows") : _t("%s rows at most", count),
        ]);
    }

    setRejects(count) {
        this.props.model.set({ max_rejects: Number(count) });
    }

    indent(step) {
        return LANES[step.type] * SIZE.indent;
    }

    /** What the step is about, in a line. */
    about(step) {
        if (step.type === "transform") {
            return step.script || _t("No script yet");
        }
        if (step.type === "read") {
            const { options = {}, connection, path } = step;
            const what = options.model || options.table || options.resource;
            return [connection, what || path].filter(Boolean).join(" · ") || _t("No source yet");
        }
        const where = [step.connection, step.model || step.path].filter(Boolean).join(" · ");
        return where || _t("No destination yet");
    }

    problemText(step) {
        const { at, message } = this.props.model.problemOf(step) || {};
        return [at, message].filter(Boolean).join(" ");
    }

    state(step) {
        const { model } = this.props;
        if (model.problemOf(step)) {
            // What was wrong may be mended by now: the next preview tells.
            return model.stale ? "muted" : "danger";
        }
        const shown = model.preview?.steps.find(({ name }) => name === step.name);
        if (!shown || model.stale) {
            return "";
        }
        return shown.waits_for ? "muted" : shown.quarantined ? "warning" : "success";
    }

    dropped(element, previous) {
        const from = Number(element.dataset.index);
        const behind = previous ? Number(previous.dataset.index) : -1;
        this.props.model.move(from, behind < from ? behind + 1 : behind);
    }

    onKeydown(event, index) {
        const { model } = this.props;
        const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (way && event.altKey && !model.readonly) {
            model.move(index, index + way);
        } else if (way) {
            model.select(Math.min(Math.max(index + way, 0), model.steps.length - 1));
        } else if (event.key === "Delete" && !model.readonly) {
            model.remove(index);
        } else if (event.key !== "Enter" && event.key !== " ") {
            return;
        } else {
            model.select(index);
        }
        event.preventDefault();
        this.focusSelected = true;
    }
}
