import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** What the selected step made of the first rows: its tables, what is new in them, what it refused. */
export class PreviewPane extends Component {
    static template = "odf_ui_builder.PreviewPane";
    static props = { model: Object };

    setup() {
        this.state = useState({ frame: "" });
    }

    get shown() {
        return this.props.model.stepPreview;
    }

    get frame() {
        const { frames } = this.shown;
        return frames.find(({ name }) => name === this.state.frame) || frames[0];
    }

    /** Cells as `{text, changed}`, rows as `{cells, isNew}`. */
    get rows() {
        const { cells, changed, new_rows } = this.frame;
        const marked = new Set(changed.map(([row, column]) => `${row} ${column}`));
        const fresh = new Set(new_rows);
        return cells.map((texts, row) => ({
            isNew: fresh.has(row),
            cells: texts.map((text, column) => ({ text, changed: marked.has(`${row} ${column}`) })),
        }));
    }

    /** How old the rows are, in words. */
    get age() {
        const minutes = Math.floor(this.props.model.age / 60);
        return minutes ? _t("read %s min ago", minutes) : _t("read a moment ago");
    }

    /** What has changed against the table before, in words. */
    get summary() {
        const { rows, before, matched, key, changed, new_rows, gone_rows, gone_columns } = this.frame;
        const told = [_t("rows: %s", rows)];
        if (before && !matched) {
            told.push(_t("rows can't be matched with those before: nothing tells them apart"));
        } else if (before) {
            told.push(_t("cells changed: %s", changed.length));
            if (new_rows.length) {
                told.push(_t("rows new: %s", new_rows.length));
            }
            if (gone_rows) {
                told.push(_t("rows gone: %s", gone_rows));
            }
            told.push(matched === "key" ? _t("matched by %s", key) : _t("matched by their place"));
        }
        if (gone_columns.length) {
            told.push(_t("columns gone: %s", gone_columns.join(", ")));
        }
        return told.join(" · ");
    }
}
