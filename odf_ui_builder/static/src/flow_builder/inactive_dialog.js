import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";

const MEANINGS = {
    active: _t("in use"),
    mark: _t("not in use: to be marked"),
    marked: _t("not in use: marked already"),
    unmark: _t("in use again: the mark is to go"),
    kept: _t("come along, because a person took the mark away"),
    by_hand: _t("stay, because a person marked them"),
};

/** In three steps: say what counts as being in use, mark what is not, say what the flow does then. */
export class InactiveDialog extends Component {
    static template = "odf_ui_builder.InactiveDialog";
    static components = { Dialog };
    static props = {
        model: Object,
        connection: String,
        records: String,
        comeAlong: Boolean,
        onDone: Function,
        close: Function,
    };

    setup() {
        this.steps = [_t("Look"), _t("Mark"), _t("Decide")];
        this.state = useState({
            step: 0,
            months: 24,
            found: null,
            comeAlong: this.props.comeAlong,
            busy: false,
            problem: "",
        });
    }

    get title() {
        return _t("Inactive records of %s", this.props.records);
    }

    get counts() {
        const { counts } = this.state.found;
        return Object.entries(MEANINGS)
            .map(([verdict, meaning]) => ({ verdict, meaning, count: counts[verdict] }))
            .filter(({ count }) => count);
    }

    /** Why some of what would count could not be looked at, each reason once. */
    get missing() {
        const reasons = this.state.found.evidence.map(({ missing }) => missing).filter(Boolean);
        return [...new Set(reasons)];
    }

    /** Records whose marks would change. */
    get open() {
        const { mark, unmark } = this.state.found.counts;
        return mark + unmark;
    }

    setMonths(text) {
        this.state.months = Number(text) || 24;
    }

    async look(mark) {
        const { model, connection, records } = this.props;
        Object.assign(this.state, { busy: true, problem: "" });
        try {
            const { months } = this.state;
            this.state.found = await model.inactive(connection, records, months, mark);
            this.state.step = mark ? 2 : 1;
        } catch (error) {
            if (!error.data?.message) {
                throw error;
            }
            this.state.problem = error.data.message;
        } finally {
            this.state.busy = false;
        }
    }

    done() {
        this.props.onDone(this.state.comeAlong);
        this.props.close();
    }
}
