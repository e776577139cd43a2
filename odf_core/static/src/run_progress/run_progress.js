import { Component, onWillUnmount, useEffect, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const OPEN = ["queued", "running", "waiting"];

/** How far a run is, as the server tells it while it goes on. */
export class RunProgress extends Component {
    static template = "odf_core.RunProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.bus = useService("bus_service");
        this.state = useState({ live: null });
        this.onProgress = (message) => this.take(message);
        this.bus.subscribe("odf.run/progress", this.onProgress);
        // What was said while nobody could hear it.
        this.onConnected = () => this.refresh();
        this.bus.addEventListener("BUS:CONNECT", this.onConnected);
        this.bus.addEventListener("BUS:RECONNECT", this.onConnected);
        useEffect(
            (id) => {
                this.state.live = null;
                if (!id) {
                    return;
                }
                const channel = `odf.run_${id}`;
                this.bus.addChannel(channel);
                return () => this.bus.deleteChannel(channel);
            },
            () => [this.props.record.resId]
        );
        onWillUnmount(() => {
            this.bus.unsubscribe("odf.run/progress", this.onProgress);
            this.bus.removeEventListener("BUS:CONNECT", this.onConnected);
            this.bus.removeEventListener("BUS:RECONNECT", this.onConnected);
        });
    }

    async refresh() {
        await this.props.record.load();
        this.state.live = null;
    }

    take(message) {
        if (message.id !== this.props.record.resId) {
            return;
        }
        const before = this.progress.state;
        this.state.live = message;
        if (message.state !== before) {
            this.props.record.load();
        }
    }

    get progress() {
        const data = this.props.record.data;
        return (
            this.state.live || {
                state: data.state,
                step: data.progress_step,
                index: data.progress_index,
                total: data.progress_total,
                rows: data.progress_rows,
                of: data.progress_of,
            }
        );
    }

    get isOpen() {
        return OPEN.includes(this.progress.state);
    }

    /** Steps that are done, and the part of the current one that is known, in percent. */
    get percent() {
        const { index, total, rows, of } = this.progress;
        if (!total) {
            return 0;
        }
        const part = of ? Math.min(rows / of, 1) : 0;
        return Math.round((100 * (index + part)) / total);
    }

    get text() {
        const { state, step, rows, of } = this.progress;
        if (state === "queued") {
            return _t("Waits for a worker");
        }
        if (!step) {
            return "";
        }
        return of
            ? _t("%(step)s: %(rows)s of %(of)s rows", { step, rows, of })
            : _t("%(step)s: %(rows)s rows", { step, rows });
    }
}

export const runProgress = { component: RunProgress };

registry.category("view_widgets").add("odf_run_progress", runProgress);
