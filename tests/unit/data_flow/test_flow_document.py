"""The flow document: what it accepts, what it refuses and how it says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from odoo_data_flow.errors import InvalidFlow
from odoo_data_flow.flow import check_flow, dump_flow, flow_schema, load_flow, parse_flow

READ = {"name": "read_rows", "type": "read", "format": "csv", "path": "rows.csv"}
TRANSFORM = {"name": "tidy_rows", "type": "transform", "script": "tidy"}
WRITE = {
    "name": "write_rows",
    "type": "write",
    "model": "res.partner",
    "key": "key",
    "mapping": {"name": "name"},
}
SCRIPT = {"name": "tidy", "code": "def transform(df, ctx):\n    return df\n"}


def document(*steps: dict[str, Any], scripts: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {"name": "flow", "steps": list(steps), "scripts": scripts or []}


def shape_problems(*steps: dict[str, Any], **more: Any) -> list[str]:
    with pytest.raises(InvalidFlow) as caught:
        parse_flow(document(*steps) | more)
    return [str(problem) for problem in caught.value.problems]


def problems(*steps: dict[str, Any], scripts: list[dict[str, Any]] | None = None) -> list[str]:
    return [str(problem) for problem in check_flow(parse_flow(document(*steps, scripts=scripts)))]


def test_dump_is_the_inverse_of_parse() -> None:
    given = document(READ, TRANSFORM, WRITE, scripts=[SCRIPT])

    assert dump_flow(parse_flow(given)) == given


def test_good_flow_has_no_problem() -> None:
    assert problems(READ, TRANSFORM, WRITE, scripts=[SCRIPT]) == []


def test_shape_is_told_by_the_name_of_the_step() -> None:
    step = {key: value for key, value in READ.items() if key != "format"}

    assert shape_problems({**step, "colour": "red"}) == [
        "steps.read_rows.format: is missing; add it.",
        "steps.read_rows.colour: is not a known key here; remove it or correct its spelling.",
    ]


def test_step_of_unknown_type_and_bad_names_are_refused() -> None:
    assert shape_problems({"name": "x", "type": "magic"}) == [
        "steps.x.type: 'magic' is no type of a step; use read, transform or write."
    ]
    assert shape_problems({"name": "x"}) == [
        "steps.x: has no `type`; it is one of read, transform, write."
    ]
    assert "is no identifier" in shape_problems(name="Load Partners")[0]


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "C:\\rows.csv", "../rows.csv", "a/../../b", "a\\..\\b"]
)
def test_path_that_is_absolute_or_leaves_its_folder_is_refused(path: str) -> None:
    (problem,) = problems({**READ, "path": path}, WRITE)

    assert problem.startswith("steps.read_rows.path: ")


def test_frame_must_be_made_before_it_is_used() -> None:
    assert problems(WRITE) == [
        "steps.write_rows.input: no step before it makes a frame 'main'; put a read step first."
    ]
    assert problems({**READ, "output": "rows"}, WRITE) == [
        "steps.write_rows.input: no step before it makes a frame 'main'; there is rows."
    ]


def test_frames_after_a_script_are_not_known_before_the_run() -> None:
    assert problems(READ, TRANSFORM, {**WRITE, "input": "regions"}, scripts=[SCRIPT]) == []


def test_scripts_and_steps_must_fit() -> None:
    assert problems(READ, TRANSFORM) == [
        "steps.tidy_rows.script: there is no script 'tidy'; the flow has no script."
    ]
    assert problems(READ, WRITE, scripts=[SCRIPT]) == [
        "scripts.tidy: no step uses it; add a transform step or remove it."
    ]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("def transform(df, ctx):\n    return df +", "line 2: invalid syntax."),
        ("def tidy(df, ctx): pass", "defines no function `transform(df, ctx)`; add it."),
        (
            "\ndef transform(df): pass",
            "line 2: `transform` must take two arguments, `df` and `ctx`.",
        ),
        ("x = '\0'", "null"),
    ],
)
def test_script_that_can_not_work_is_refused(code: str, message: str) -> None:
    (problem,) = problems(READ, TRANSFORM, scripts=[{"name": "tidy", "code": code}])

    assert problem.startswith("scripts.tidy: ")
    assert message in problem


def test_names_are_unique() -> None:
    assert "steps.read_rows: the name stands 2 times; make each unique." in problems(READ, READ)


def test_write_step_has_one_whole_destination() -> None:
    file = {"name": "write_rows", "type": "write", "format": "csv", "path": "out.csv"}

    assert problems(READ, file) == []
    assert "writes nowhere" in problems(READ, {**file, "path": None})[0]
    assert "has a model and a file" in problems(READ, {**WRITE, **file})[0]
    assert "steps.write_rows.key: is missing" in problems(READ, {**WRITE, "key": None})[0]
    assert "steps.write_rows.mapping: is empty" in problems(READ, {**WRITE, "mapping": {}})[0]
    assert "which only a step with a `model` uses" in problems(READ, {**file, "key": "k"})[0]


def test_value_of_another_shape_is_told_in_plain_words() -> None:
    wrong = {**READ, "path": 3, "columns": {"a": "integer"}, "options": []}

    assert shape_problems(wrong, mode="dleta", max_rejects=-1) == [
        "mode: 'dleta' is not possible here; use one of 'full', 'delta'.",
        "max_rejects: -1 is too small; use 0 or more.",
        "steps.read_rows.path: 3 is no text; write a text.",
        "steps.read_rows.options: [] is no mapping; write it like {name: value}.",
        "steps.read_rows.columns.a: 'integer' is not possible here; use one of 'str', 'int', "
        "'float', 'bool', 'date', 'datetime'.",
    ]


def test_options_are_checked_against_the_format() -> None:
    assert problems({**READ, "options": {"seperator": ";"}}) == [
        "steps.read_rows.options.seperator: is no option of csv; its options: encoding, "
        "separator, quote, null_values, skip_rows."
    ]
    misspelt = {"options": {"model": "m", "field": ["name"]}, "connection": "x", "path": None}
    (problem,) = problems({**READ, **misspelt, "format": "odoo"})
    assert problem.startswith("steps.read_rows.options.field: is no option of odoo; its options: ")
    assert "'docx' is not known here" in problems({**READ, "format": "docx"})[0]


def test_flow_without_steps_is_told_to_begin_with_one() -> None:
    assert problems() == ["steps: the flow has no step; begin with a read step."]


@pytest.mark.parametrize("suffix", [".yml", ".json"])
def test_key_that_stands_twice_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"flow{suffix}"
    path.write_text('{"name": "a", "steps": [], "name": "b"}')

    with pytest.raises(InvalidFlow, match="the key 'name' stands twice"):
        load_flow(path)


def test_file_that_is_no_flow_is_told_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "flow.yml"
    with pytest.raises(InvalidFlow, match="can't be read: No such file"):
        load_flow(path)
    path.write_text("- a\n- b\n")
    with pytest.raises(InvalidFlow, match="is not a flow"):
        load_flow(path)
    path.write_text("a: [")
    with pytest.raises(InvalidFlow, match="neither valid JSON nor valid YAML"):
        load_flow(path)


def test_json_and_yaml_are_the_same_flow(tmp_path: Path) -> None:
    given = document(READ, WRITE)
    (tmp_path / "flow.json").write_text(json.dumps(given))
    (tmp_path / "flow.yml").write_text(json.dumps(given))

    assert load_flow(tmp_path / "flow.json") == load_flow(tmp_path / "flow.yml")


def test_schema_names_every_attribute() -> None:
    definitions = flow_schema()["$defs"]

    assert set(definitions["ReadStep"]["properties"]) == {
        "type", "name", "format", "path", "connection", "output", "options", "columns", "contract",
        "key", "deleted", "relations"
    }  # fmt: skip
    assert definitions["WriteStep"]["additionalProperties"] is False


def test_source_is_a_file_or_behind_a_connection_as_its_format_says() -> None:
    without = {key: value for key, value in READ.items() if key != "path"}

    assert problems(without, WRITE) == ["steps.read_rows.path: is missing; add it."]
    assert problems({**READ, "connection": "shop"}, WRITE) == [
        "steps.read_rows.connection: is of no use to the format csv; remove it."
    ]


def test_what_finds_changes_needs_a_key() -> None:
    (problem,) = problems({**READ, "deleted": "gone"}, WRITE)
    assert problem.startswith("steps.read_rows.key: is missing")

    delta = parse_flow(document(READ, WRITE) | {"mode": "delta"})
    assert [item.path for item in check_flow(delta)] == ["steps.read_rows.key"]


def test_rows_can_only_be_quarantined_by_a_script_that_works_row_by_row() -> None:
    step = {**TRANSFORM, "on_error": "quarantine"}

    (problem,) = problems(READ, step, WRITE, scripts=[SCRIPT])
    assert problem.startswith("steps.tidy_rows.on_error: needs a script that works row by row")
    assert problems(READ, {**step, "row_wise": True}, WRITE, scripts=[SCRIPT]) == []
