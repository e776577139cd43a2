import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { ConnectionAbortedError } from "@web/core/network/rpc";
import { FlowBuilderModel } from "@odf_ui_builder/flow_builder/flow_builder_model";

describe.current.tags("headless");

const READ = { uid: "r", name: "read", type: "read", format: "csv", path: "a.csv", output: "main" };
const ABOUT = { readonly: false, may_preview: true, polars: {}, formats: [], connections: [] };

let answers;
let asked;
let model;
/** What an aborted call becomes, and who aborts it. */
let stopped;
let abort;

/** A server that gives the answers that a test has put there, and notes what it is asked. */
const orm = {
    call(model, method, args) {
        const answer = this.answer(model, method, args);
        return Object.assign(stopped ? Promise.race([answer, stopped]) : answer, { abort });
    },

    async answer(_model, method, [[id], ...args]) {
        asked.push([method, ...args]);
        const answer = answers[method];
        const found = typeof answer === "function" ? answer(...args) : answer;
        if (found instanceof Error) {
            throw found;
        }
        expect(id).toBe(7);
        return found;
    },
};
const methods = () => asked.map(([method]) => method);
const refusal = (message) => Object.assign(new Error("RPC"), { data: { message } });

beforeEach(async () => {
    asked = [];
    stopped = null;
    abort = undefined;
    answers = {
        builder_load: { document: { name: "flow", steps: [{ ...READ }], scripts: [] }, ...ABOUT },
        builder_save: (document) => document,
        builder_preview: { steps: [], problems: [] },
        builder_dry_run: { steps: [], counts: {} },
    };
    model = FlowBuilderModel.create(orm, 7);
    await model.load();
    asked = [];
});

test("a new script step brings a script of its own, and is the one that is looked at", () => {
    model.add("transform");

    expect(model.step.name).toBe("change");
    expect(model.script(model.step.script).code).toMatch(/def transform/);
    expect([model.dirty, model.stale]).toEqual([true, true]);
});

test("a step gets no name that another one has, and none that is empty", () => {
    model.add("read");

    model.rename("read");
    expect(model.step.name).toBe("read_2");
    model.rename("");
    expect(model.step.name).toBe("read_2");
});

test("a renamed step keeps what the preview says of it", () => {
    model.preview = { steps: [{ name: "read", frames: [] }], problems: [] };

    model.rename("read_customers");

    expect(model.stepPreview.name).toBe("read_customers");
});

test("what the last step leaves behind is selected, and moving follows the step", () => {
    model.add("write");
    model.move(1, 0);
    expect([model.step.type, model.selected]).toEqual(["write", 0]);

    model.remove(0);
    expect(model.step.name).toBe("read");
});

test("a refusal of the server is told, and nothing is lost", async () => {
    answers.builder_save = refusal("Somebody else was faster.");
    model.add("write");

    expect(await model.save()).toBe(undefined);

    expect(model.problem).toBe("Somebody else was faster.");
    expect([model.dirty, model.steps.length, model.busy]).toEqual([true, 2, ""]);
});

test("a mistake in the code is no refusal", async () => {
    answers.builder_save = new TypeError("mistake");

    await expect(model.save()).rejects.toThrow("mistake");
});

test("a preview that is up to date is not asked for again", async () => {
    await model.refresh();
    await model.refresh();
    expect(methods()).toEqual(["builder_preview"]);

    model.touch();
    await model.refresh();
    expect(methods()).toEqual(["builder_preview", "builder_preview"]);
});

test("a preview that was refused is asked for again", async () => {
    answers.builder_preview = refusal("No.");
    await model.refresh();

    expect([model.problem, model.stale]).toEqual(["No.", true]);
});

test("what takes too long need not be waited for, and is asked for again", async () => {
    stopped = new Promise((_resolve, reject) => {
        abort = () => reject(new ConnectionAbortedError("aborted"));
    });
    answers.builder_preview = () => new Promise(() => {});
    const preview = model.runPreview();
    expect(model.busy).not.toBe("");

    model.stop();
    await preview;

    expect([model.busy, model.problem, model.stale, model.awaited]).toEqual(["", "", true, null]);
});

test("rows that were read before are told by their age, those of the oldest source", async () => {
    answers.builder_preview = {
        steps: [null, 3, 70].map((age) => ({ name: "read", frames: [], age })),
        problems: [],
    };
    expect(model.age).toBe(null);

    await model.runPreview(true);

    expect(model.age).toBe(70);
    expect(asked[0][3]).toBe(true);
});

test("a change is undone and done again, until it is saved", async () => {
    model.update({ path: "b.csv" });
    model.remove(0);
    model.undo();
    expect([model.step.path, model.selected, model.dirty]).toEqual(["b.csv", 0, true]);

    model.undo();
    expect([model.step.path, model.dirty, model.stale]).toEqual(["a.csv", false, true]);
    model.redo();
    await model.save();
    model.undo();

    expect([model.step.path, model.dirty]).toEqual(["b.csv", false]);
});

test("columns that a preview has shown are known when the next one fails", async () => {
    const frame = { name: "main", columns: [{ name: "id" }, { name: "amount" }] };
    answers.builder_preview = { steps: [{ name: "read", frames: [frame] }], problems: [] };
    await model.runPreview();
    answers.builder_preview = { steps: [{ name: "read", frames: [] }], problems: [] };
    await model.runPreview();

    expect(model.seen.read).toEqual(["id", "amount"]);
});

test("who may not preview asks for none", async () => {
    model.about = { ...ABOUT, may_preview: false };
    await model.runPreview();

    expect(methods()).toEqual([]);
});

test("a dry run is of what is saved: changes are saved before", async () => {
    model.update({ path: "b.csv" });
    await model.runDry();
    expect(methods()).toEqual(["builder_save", "builder_dry_run"]);

    answers.builder_save = refusal("No.");
    asked = [];
    model.update({ path: "c.csv" });
    await model.runDry();
    expect(methods()).toEqual(["builder_save"]);
});

test("models of a side are asked for once", async () => {
    answers.builder_models = () => [{ name: "res.partner" }];
    await model.models("");
    await model.models("");
    await model.models("old");

    expect(asked).toEqual([
        ["builder_models", ""],
        ["builder_models", "old"],
    ]);
});
