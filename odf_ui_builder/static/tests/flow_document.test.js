import { describe, expect, test } from "@odoo/hoot";
import {
    columnsBefore,
    edges,
    originOf,
    stepAt,
    technicalName,
    framesBefore,
    moved,
    newStep,
    optionText,
    optionValue,
    picture,
    placeFor,
    problemAt,
    scriptsToSave,
    SIZE,
    takes,
    uniqueName,
} from "@odf_ui_builder/flow_builder/flow_document";

describe.current.tags("headless");

const READ = { name: "read", type: "read", output: "main" };
const TIDY = { name: "tidy", type: "transform", input: "main", output: "main", script: "tidy" };
const WRITE = { name: "write", type: "write", input: "main" };

test("a name is made unique by a number", () => {
    expect(uniqueName("read", ["write"])).toBe("read");
    expect(uniqueName("read", ["read", "read_2"])).toBe("read_3");
});

test("a table comes from the last step before that leaves it", () => {
    expect(edges([READ, TIDY, WRITE])).toEqual([
        { from: 0, to: 1, frame: "main" },
        { from: 1, to: 2, frame: "main" },
    ]);
    expect(edges([WRITE, READ])).toEqual([{ from: -1, to: 0, frame: "main" }]);
});

test("tables that a script made in the preview can be taken", () => {
    const preview = {
        steps: [{ name: "tidy", frames: [{ name: "towns", columns: [{ name: "เมือง" }] }] }],
    };
    const steps = [READ, TIDY, { ...WRITE, input: "towns" }];

    expect(framesBefore(steps, 2, preview)).toEqual(["main", "towns"]);
    expect(edges(steps, preview)[1]).toEqual({ from: 1, to: 2, frame: "towns" });
    expect(columnsBefore(steps, 2, "towns", preview)).toEqual([{ name: "เมือง" }]);
    expect(columnsBefore(steps, 1, "towns", preview)).toEqual([]);
});

test("columns are those of the newest table of that name", () => {
    const preview = {
        steps: [
            { name: "read", frames: [{ name: "main", columns: [{ name: "old" }] }] },
            { name: "tidy", frames: [{ name: "main", columns: [{ name: "new" }] }] },
        ],
    };

    expect(columnsBefore([READ, TIDY, WRITE], 1, "main", preview)).toEqual([{ name: "old" }]);
    expect(columnsBefore([READ, TIDY, WRITE], 2, "main", preview)).toEqual([{ name: "new" }]);
});

test("the problem of a step is that of the preview, else of the checks", () => {
    const preview = {
        steps: [
            { name: "read", frames: [], problem: { path: "steps.read.path", message: "is gone" } },
            { name: "tidy", frames: [], problem: { path: "scripts.tidy", message: "line 2" } },
        ],
        problems: [{ path: "steps.write.mapping", message: "is empty" }],
    };

    expect(problemAt(preview, READ)).toEqual({ at: "path", message: "is gone" });
    expect(problemAt(preview, TIDY)).toEqual({ at: "", message: "line 2" });
    expect(problemAt(preview, WRITE)).toEqual({ at: "mapping", message: "is empty" });
    expect(problemAt(preview, { ...WRITE, name: "write_2" })).toBe(null);
    expect(problemAt(null, READ)).toBe(null);
});

test("the picture has a line for each table that is passed on, and none for what is missing", () => {
    const { edges: lines, height } = picture([READ, WRITE, { ...WRITE, input: "gone" }]);

    expect(lines.map(({ frame }) => frame)).toEqual(["main"]);
    expect(lines[0].path).toMatch(new RegExp(`H ${2 * SIZE.indent}$`));
    expect(height).toBe(3 * SIZE.pitch);
});

test("a step moves to another place, and no further than the ends", () => {
    expect(moved([1, 2, 3], 0, 2)).toEqual([2, 3, 1]);
    expect(moved([1, 2, 3], 2, 0)).toEqual([3, 1, 2]);
    expect(moved([1, 2, 3], 1, 9)).toEqual([1, 3, 2]);
    expect(moved([1, 2, 3], 1, -1)).toEqual([2, 1, 3]);
});

test("a new step stands where its type belongs", () => {
    expect(placeFor([], "transform")).toBe(0);
    expect(placeFor([READ, TIDY, WRITE], "read")).toBe(1);
    expect(placeFor([READ, TIDY, WRITE], "transform")).toBe(2);
    expect(placeFor([READ, WRITE], "write")).toBe(2);
});

test("a new step takes the newest table, and a second source leaves one of its own", () => {
    expect(newStep("read", [], 0)).toEqual({
        name: "read",
        type: "read",
        format: "csv",
        output: "main",
    });
    expect(newStep("read", [READ], 1).output).toBe("read_2");
    const other = { ...READ, name: "other", output: "towns" };
    expect(newStep("write", [READ, other], 2).input).toBe("towns");
});

test("a script that changes a table goes on doing so when it takes another one", () => {
    expect(takes(TIDY, "towns")).toEqual({ input: "towns", output: "towns" });
    expect(takes({ ...TIDY, output: "clean" }, "towns")).toEqual({ input: "towns" });
    expect(takes(WRITE, "towns")).toEqual({ input: "towns" });
});

test("lines of neighbours don't lie upon each other", () => {
    const steps = [READ, { ...READ, name: "other", output: "towns" }, WRITE, { ...WRITE, input: "towns" }];
    const [one, other] = picture(steps).edges;

    const start = ({ path }) => path.match(/^M (\d+)/)[1];
    expect(start(one)).not.toBe(start(other));
});

test("scripts that were there are kept, new ones only if a step uses them", () => {
    const scripts = [{ name: "old", uid: "1" }, { name: "tidy" }, { name: "unused" }];

    expect(scriptsToSave({ steps: [TIDY], scripts }).map(({ name }) => name)).toEqual([
        "old",
        "tidy",
    ]);
});

test("options are texts on the screen and values in the document", () => {
    for (const [value, sort, text] of [
        [";", "text", ";"],
        [3, "number", "3"],
        [["-", "n/a"], "names", "-, n/a"],
        [[["active", "=", true]], "json", '[["active","=",true]]'],
    ]) {
        expect(optionText(value, sort)).toBe(text);
        expect(optionValue(text, sort)).toEqual(value);
    }
    expect(optionText(undefined, "names")).toBe("");
    expect(optionValue("", "text")).toBe(undefined);
    expect(optionValue("many", "number")).toBe("many");
    expect(() => optionValue("[", "json")).toThrow(SyntaxError);
});

test("a table comes from the model that the first step of its chain reads", () => {
    const partners = { ...READ, connection: "old", options: { model: "res.partner" } };
    const towns = { ...READ, name: "towns", output: "towns" };
    const steps = [partners, towns, TIDY, WRITE, { ...WRITE, name: "other", input: "towns" }];

    expect(originOf(steps, 3)).toEqual({ model: "res.partner", connection: "old" });
    expect(originOf(steps, 4)).toBe(null);
    expect(originOf([WRITE], 0)).toBe(null);
});

test("a finding lies in a step, by its name or by its script", () => {
    const steps = [READ, TIDY];

    expect(stepAt(steps, "steps.read.options.model")).toBe(READ);
    expect(stepAt(steps, `scripts.${TIDY.script}`)).toBe(TIDY);
    expect(stepAt(steps, "sandbox")).toBe(undefined);
});

test("a technical name is made of a text, if anything of it can stay", () => {
    expect(technicalName(" Read Customers ")).toBe("read_customers");
    expect(technicalName("2nd-try")).toBe("_2nd_try");
    expect(technicalName("ทำความสะอาด")).toBe("");
    expect(technicalName("")).toBe("");
    expect(technicalName("x".repeat(99)).length).toBe(63);
});
