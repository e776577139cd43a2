"""The first rows of a flow through its steps."""

import json

import pytest

from odoo_data_flow.flow import parse_flow
from odoo_data_flow.preview import preview_flow
from odoo_data_flow.run import FolderHost

READ = {"name": "read", "type": "read", "format": "csv", "path": "rows.csv"}
WRITE = {
    "name": "write",
    "type": "write",
    "model": "res.partner",
    "key": "id",
    "mapping": {"name": "name", "city": "town"},
}


@pytest.fixture
def folder(tmp_path):
    rows = "".join(f"k{row},ชื่อ {row},{'' if row % 2 else 'Bangkok'}\n" for row in range(500))
    (tmp_path / "rows.csv").write_text(f"id,name,town\n{rows}", encoding="utf-8")
    return tmp_path


def _preview(folder, *steps, first=10, scripts=(), **flow):
    document = {"name": "flow", "steps": list(steps), "scripts": list(scripts), **flow}
    return preview_flow(parse_flow(document), FolderHost(folder), first)


def test_only_the_first_rows_of_a_source_are_read(folder):
    (step,) = _preview(folder, READ).steps

    assert (step.rows_in, step.frames[0].rows, step.problem) == (10, 10, None)
    assert step.frames[0].cells[0] == ("k0", "ชื่อ 0", "Bangkok")
    assert step.frames[0].columns[2].nulls == 5


def test_a_write_step_shows_fields_and_writes_nothing(folder):
    preview = _preview(folder, READ, WRITE)

    (frame,) = preview.steps[1].frames
    assert [(column.name, column.source) for column in frame.columns] == [
        ("id", "id"),
        ("name", "name"),
        ("city", "town"),
    ]
    assert frame.cells[1] == ("k1", "ชื่อ 1", None)


def test_a_file_is_not_written(folder):
    preview = _preview(
        folder, READ, {"name": "save", "type": "write", "format": "csv", "path": "out.csv"}
    )

    assert preview.steps[1].frames[0].rows == 10
    assert not (folder / "out.csv").exists()


def test_a_step_that_fails_is_told_and_only_those_that_need_its_frame_wait(folder):
    other = {**READ, "name": "other", "output": "other"}

    preview = _preview(
        folder,
        {**READ, "path": "none.csv"},
        other,
        WRITE,
        {**WRITE, "name": "write_other", "input": "other"},
    )

    failed, _other, waiting, done = preview.steps
    assert failed.problem.path == "steps.read.path"
    assert "none.csv" in failed.problem.message
    assert waiting.waits_for == "read"
    assert (done.problem, done.waits_for, done.rows_in) == (None, None, 10)


def test_a_frame_of_an_earlier_step_does_not_stand_for_one_that_failed(folder):
    failing = {**READ, "name": "again", "columns": {"nothing": "str"}}

    preview = _preview(folder, READ, failing, WRITE)

    assert [step.waits_for for step in preview.steps] == [None, None, "again"]


def test_a_column_that_the_mapping_lacks_is_told_with_its_field(folder):
    preview = _preview(folder, READ, {**WRITE, "mapping": {"name": "nome"}})

    assert preview.steps[1].problem.path == "steps.write.mapping.name"
    assert "'nome'" in preview.steps[1].problem.message


def test_what_the_checks_find_is_told_beside_the_frames(folder):
    preview = _preview(folder, READ, {**WRITE, "mapping": {}})

    assert [problem.path for problem in preview.problems] == ["steps.write.mapping"]
    assert preview.steps[0].frames


def test_refused_rows_are_told_with_their_place(folder):
    preview = _preview(
        folder, {**READ, "columns": {"town": "int"}, "contract": {"values": "discard_row"}}
    )

    (step,) = preview.steps
    assert (step.quarantined, step.frames[0].rows) == (5, 5)
    assert (step.rejects[0].row, step.rejects[0].column) == (1, "town")


def test_neither_a_limit_of_rejects_nor_a_delta_keeps_rows_from_being_shown(folder):
    reading = {
        **READ,
        "key": "id",
        "columns": {"town": "int"},
        "contract": {"values": "discard_row"},
        "deleted": "gone",
    }

    preview = _preview(folder, reading, mode="delta", max_rejects=0)

    assert [frame.name for frame in preview.steps[0].frames] == ["main", "gone"]


def test_a_preview_is_json(folder):
    preview = _preview(folder, READ, WRITE)

    assert json.loads(json.dumps(preview.model_dump(mode="json")))["steps"][1]["name"] == "write"
