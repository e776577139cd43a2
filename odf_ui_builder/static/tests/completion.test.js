import { describe, expect, test } from "@odoo/hoot";
import { completions } from "@odf_ui_builder/flow_builder/completion";

describe.current.tags("headless");

const KNOWN = {
    polars: {
        functions: ["col", "concat", "lit"],
        frame: ["filter", "height", "unique"],
        expression: ["filter", "fill_null", "str"],
        namespaces: { str: ["strip_chars", "to_lowercase"] },
    },
    columns: [
        { name: "ชื่อลูกค้า", type: "str" },
        { name: "E-Mail", type: "str" },
        { name: "Credit limit", type: "float" },
    ],
    frames: ["main", "towns"],
};
const texts = (before) => completions(before, KNOWN).items.map(({ text }) => text);

test("in a string the actual columns are offered, in any script and with blanks", () => {
    expect(texts('df.filter(pl.col("')).toEqual(["ชื่อลูกค้า", "E-Mail", "Credit limit"]);
    expect(texts('pl.col("ลูก')).toEqual(["ชื่อลูกค้า"]);
    expect(texts("df['credit l")).toEqual(["Credit limit"]);
    expect(completions("df['credit l", KNOWN).prefix).toBe("credit l");
});

test("a string that is closed, or in a comment, is none", () => {
    expect(texts('pl.col("E-Mail").str.')).toEqual(["strip_chars", "to_lowercase"]);
    expect(texts('x = "it\\"s" + pl.c')).toEqual(["col", "concat"]);
    expect(texts('# say "')).not.toInclude("E-Mail");
});

test("behind a dot are the names of what stands before it", () => {
    expect(texts("pl.")).toEqual(["col", "concat", "lit"]);
    expect(texts("df.u")).toEqual(["unique"]);
    expect(texts("ctx.fr")).toEqual(["frames"]);
    expect(texts('pl.col("a").')).toEqual(["filter", "fill_null", "str", "height", "unique"]);
});

test("the tables of the context are offered by name", () => {
    expect(texts('ctx.frames["t')).toEqual(["towns"]);
});

test("what begins like it comes before what has it somewhere, what is there is not offered", () => {
    expect(texts("pl.l")).toEqual(["lit", "col"]);
    expect(texts("pl.lit")).toEqual([]);
});
