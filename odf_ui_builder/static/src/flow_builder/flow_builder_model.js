import { reactive } from "@odoo/owl";
import { ConnectionAbortedError } from "@web/core/network/rpc";
import { _t } from "@web/core/l10n/translation";
import { History } from "./history";
import {
    columnsBefore,
    framesBefore,
    moved,
    newStep,
    NEW_SCRIPT,
    originOf,
    placeFor,
    previewOf,
    problemAt,
    scriptsToSave,
    uniqueName,
} from "./flow_document";

const MODEL = "itx.moduler.flow";

/**
 * A flow that is being built: the document as it stands on the screen, which step is looked at, and
 * what the server last said of it.
 *
 * Errors of the server that a person has to read (no right, somebody else was faster) become
 * `problem`; errors of the flow itself come with the preview.
 */
export class FlowBuilderModel {
    constructor(orm, flowId) {
        this.orm = orm;
        this.flowId = flowId;
        this.document = { name: "", steps: [], scripts: [] };
        this.selected = 0;
        this.first = 50;
        this.preview = null;
        this.dryRun = null;
        /** What the checks before a run have found. */
        this.findings = null;
        this.problem = "";
        this.busy = "";
        /** An answer that takes its time, and need not be waited for. */
        this.awaited = null;
        this.dirty = false;
        this.stale = true;
        this.metadata = {};
        this.history = new History();
        /** The document as it is saved. */
        this.saved = "";
        /** Step → names of the columns that its table was last seen with, in their order. */
        this.seen = {};
        /** A step that was added just now: who edits it begins there. */
        this.added = null;
    }

    static create(orm, flowId) {
        return reactive(new FlowBuilderModel(orm, flowId));
    }

    async load() {
        const { document, ...about } = await this.call("builder_load");
        Object.assign(this, { document, about, stale: true, problem: "" });
        this.begin();
        this.selected = Math.min(this.selected, Math.max(document.steps.length - 1, 0));
        this.dryRun = this.findings = null;
    }

    get readonly() {
        return this.about.readonly;
    }

    get steps() {
        return this.document.steps;
    }

    get step() {
        return this.steps[this.selected];
    }

    /** Seconds since the sources of the preview were asked; null: it was for this preview. */
    get age() {
        const ages = (this.preview?.steps || []).map(({ age }) => age ?? -1);
        const oldest = Math.max(-1, ...ages);
        return oldest < 0 ? null : oldest;
    }

    get stepPreview() {
        return this.step && previewOf(this.preview, this.step.name);
    }

    /** The columns that the step at this place finds in the table that it takes. */
    columns(index = this.selected) {
        const step = this.steps[index];
        return columnsBefore(this.steps, index, step.input || "main", this.preview);
    }

    frames(index = this.selected) {
        return framesBefore(this.steps, index, this.preview);
    }

    script(name) {
        return this.document.scripts.find((script) => script.name === name);
    }

    /** What the preview, or the checks, found wrong at a step: `{at, message}`; null if nothing. */
    problemOf(step) {
        return problemAt(this.preview, step);
    }

    // ---- changes ------------------------------------------------------------------------------

    /** The document is as it is saved; changes count from here. */
    begin() {
        this.history.reset(this.document);
        this.saved = this.history.now;
        this.dirty = false;
    }

    /** Something has changed; `what`: changes of the same that follow each other are undone in one. */
    touch(what = "") {
        this.history.note(this.document, what);
        this.changed();
    }

    changed() {
        this.dirty = this.history.now !== this.saved;
        this.stale = true;
    }

    undo() {
        this.restore(this.history.back());
    }

    redo() {
        this.restore(this.history.forth());
    }

    restore(document) {
        if (!document || this.readonly) {
            return;
        }
        this.document = document;
        this.select(Math.max(0, Math.min(this.selected, this.steps.length - 1)));
        this.changed();
    }

    select(index) {
        this.selected = index;
    }

    add(type) {
        const place = placeFor(this.steps, type);
        const step = newStep(type, this.steps, place, this.preview);
        if (type === "transform") {
            const script = uniqueName(
                step.name,
                this.document.scripts.map(({ name }) => name)
            );
            this.document.scripts.push({ name: script, title: "", code: NEW_SCRIPT });
            step.script = script;
        }
        step.local = `${step.name} ${Date.now()}`;
        this.steps.splice(place, 0, step);
        this.selected = place;
        this.added = step.local;
        this.touch();
    }

    remove(index) {
        this.steps.splice(index, 1);
        this.selected = Math.max(0, Math.min(index, this.steps.length - 1));
        this.touch();
    }

    move(from, to) {
        const place = Math.min(Math.max(to, 0), this.steps.length - 1);
        if (from === place) {
            return;
        }
        this.document.steps = moved(this.steps, from, place);
        this.selected = place;
        this.touch();
    }

    update(values, step = this.step) {
        Object.assign(step, values);
        this.touch();
    }

    /** Change the flow itself. */
    set(values) {
        Object.assign(this.document, values);
        this.touch();
    }

    rename(wanted) {
        const step = this.step;
        const others = this.steps.filter((other) => other !== step).map(({ name }) => name);
        const name = uniqueName(wanted || step.name, others);
        const shown = previewOf(this.preview, step.name);
        if (shown) {
            shown.name = name;
        }
        this.seen[name] = this.seen[step.name];
        this.update({ name });
    }

    setCode(name, code) {
        this.script(name).code = code;
        this.touch(`code ${name}`);
    }

    // ---- the server ---------------------------------------------------------------------------

    call(method, ...args) {
        return this.orm.call(MODEL, method, [[this.flowId], ...args]);
    }

    /** Do something while the screen says so, if it is told `what`; what is asked for beside that
     *  does not end it. What the server refuses becomes `problem`. */
    async doing(what, work) {
        this.busy ||= what;
        this.problem = "";
        try {
            return await work();
        } catch (error) {
            if (error instanceof ConnectionAbortedError) {
                return;
            }
            if (!error.data?.message) {
                throw error;
            }
            this.problem = error.data.message;
        } finally {
            if (what) {
                this.busy = "";
            }
        }
    }

    /** Do something that may take its time: until it is there, `stop` ends the waiting. */
    async patiently(what, ...asked) {
        return this.doing(what, async () => {
            const answer = this.call(...asked);
            this.awaited = answer.abort ? answer : null;
            try {
                return await answer;
            } finally {
                this.awaited = null;
            }
        });
    }

    /** Wait no longer. The server ends what it is at by itself, and keeps nothing of it. */
    stop() {
        this.awaited?.abort();
    }

    toSave() {
        return { ...this.document, scripts: scriptsToSave(this.document) };
    }

    async save() {
        return this.doing(_t("Saving"), async () => {
            this.document = await this.call("builder_save", this.toSave());
            this.begin();
            return true;
        });
    }

    /** `again`: ask the sources, also for rows that they have given a moment ago. */
    async runPreview(again = false) {
        if (!this.about.may_preview) {
            return;
        }
        const former = this.stale;
        this.stale = false;
        const preview = await this.patiently(
            _t("Previewing"), "builder_preview", this.toSave(), this.first, again
        );
        if (preview) {
            this.preview = preview;
            this.note(preview);
        } else {
            this.stale = former || Boolean(this.problem);
        }
    }

    /** Remember the columns of tables: a step that fails because of one still has to name them. */
    note({ steps }) {
        for (const { name, frames } of steps) {
            const { output } = this.steps.find((step) => step.name === name) || {};
            const frame = frames.find((one) => one.name === (output || "main"));
            if (frame) {
                const now = frame.columns.map((column) => column.name);
                this.seen[name] = [...new Set([...now, ...(this.seen[name] || [])])];
            }
        }
    }

    /** Preview again if something has changed; for what needs the actual columns. */
    async refresh() {
        if (this.stale && !this.busy) {
            await this.runPreview();
        }
    }

    async runCheck() {
        this.dryRun = this.findings = null;
        this.findings =
            (await this.patiently(_t("Checking"), "builder_check", this.toSave())) || null;
    }

    /** The action that a finding can be mended with. */
    fix(finding) {
        return this.doing("", () => this.call("builder_fix", finding));
    }

    async runDry() {
        if (this.dirty && !(await this.save())) {
            return;
        }
        this.dryRun = this.findings = null;
        this.dryRun = await this.patiently(_t("Trying out"), "builder_dry_run");
    }

    /** Models that there are behind a connection; asked for once. */
    async models(connection = "") {
        return this.remembered(`models ${connection}`, "builder_models", connection || "");
    }

    async fields(model, connection = "") {
        return model
            ? this.remembered(`fields ${connection} ${model}`, "builder_fields", model, connection || "")
            : [];
    }

    async remembered(key, method, ...args) {
        if (!this.metadata[key]) {
            this.metadata[key] = (await this.doing("", () => this.call(method, ...args))) || null;
        }
        return this.metadata[key] || [];
    }

    inactive(connection, model, months, mark = false) {
        return this.call("builder_inactive", connection, model, months, mark);
    }

    suggestions(columns, model, connection, names) {
        const origin = originOf(this.steps, this.selected, this.preview);
        return this.doing("", () =>
            this.call("builder_suggest", columns, model, connection || "", names, origin)
        );
    }
}
