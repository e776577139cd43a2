import { describe, expect, test } from "@odoo/hoot";
import {
    changedPair,
    mappingRows,
    missingFields,
    openPairs,
} from "@odf_ui_builder/flow_builder/mapping";

describe.current.tags("headless");

const FIELDS = [
    { name: "id", label: "ID", type: "integer", readonly: true },
    { name: "name", label: "Name", type: "char", required: true },
    { name: "city", label: "City", type: "char" },
    { name: "total", label: "Total", type: "float", readonly: true },
];

test("rows have the labels of their fields, and tell which field there is not", () => {
    const rows = mappingRows({ name: "ชื่อ", town: "City" }, FIELDS);

    expect(rows.map(({ label, unknown }) => [label, unknown])).toEqual([
        ["Name", false],
        ["town", true],
    ]);
    expect(mappingRows({ town: "City" }, [])[0].unknown).toBe(false);
});

test("required fields without a column are missing", () => {
    expect(missingFields({ city: "City" }, FIELDS).map(({ name }) => name)).toEqual(["name"]);
    expect(missingFields({ name: "x" }, FIELDS)).toEqual([]);
});

test("only what is not used yet and can be written is open", () => {
    const step = { key: "key", mapping: { name: "ชื่อ" } };
    const columns = [{ name: "key" }, { name: "ชื่อ" }, { name: "City" }];

    const open = openPairs(step, columns, FIELDS);

    expect(open.columns).toEqual([{ name: "City" }]);
    expect(open.fields.map(({ name }) => name)).toEqual(["city"]);
});

test("a pair keeps its place when its field or its column changes", () => {
    const mapping = { name: "a", city: "b" };

    expect(Object.entries(changedPair(mapping, "name", { field: "ref", column: "a" }))).toEqual([
        ["ref", "a"],
        ["city", "b"],
    ]);
    expect(changedPair(mapping, "city", { field: "city", column: "c" })).toEqual({
        name: "a",
        city: "c",
    });
    expect(changedPair(mapping, "city", {})).toEqual({ name: "a" });
    expect(changedPair(mapping, "", { field: "zip" })).toEqual({ name: "a", city: "b", zip: "" });
});

test("a field stands once: the pair that was there gives way", () => {
    expect(changedPair({ name: "a", city: "b" }, "name", { field: "city", column: "a" })).toEqual({
        city: "a",
    });
});
