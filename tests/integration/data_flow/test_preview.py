"""Scripts in a preview: they run in the sandbox, and their errors are told with the line."""

import pytest

from odoo_data_flow.flow import parse_flow
from odoo_data_flow.preview import preview_flow
from odoo_data_flow.run import FolderHost
from odoo_data_flow.transform.sandbox import Limits

READ = {"name": "read", "type": "read", "format": "csv", "path": "rows.csv"}
CHANGE = {"name": "change", "type": "transform", "script": "tidy"}
SAVE = {"name": "save", "type": "write", "format": "csv", "path": "out.csv"}


@pytest.fixture
def preview(tmp_path):
    (tmp_path / "rows.csv").write_text("id,name,town\n1, Anna ,Oslo\n2,Bo,Rome\n3,Cy,Rome\n")

    def run(code, *further, **step):
        document = {
            "name": "flow",
            "steps": [READ, {**CHANGE, **step}, *further],
            "scripts": [{"name": "tidy", "code": code}],
        }
        return preview_flow(
            parse_flow(document), FolderHost(tmp_path), limits=Limits(wall_seconds=20)
        ).steps

    return run


def test_cells_that_a_script_changes_are_marked(preview):
    step = preview(
        "def transform(df, ctx):\n"
        "    print(df.height)\n"
        "    named = df.with_columns(pl.col('name').str.strip_chars(), size=pl.lit(1))\n"
        "    return named.filter(pl.col('id') != '3').drop('town')\n"
    )[1]

    (frame,) = step.frames
    assert (frame.key, frame.changed, frame.gone_rows) == ("id", ((0, 1),), 1)
    assert frame.gone_columns == ("town",)
    assert step.log == "3\n"


def test_an_error_of_a_script_is_told_with_its_line_and_later_steps_wait(preview):
    _read, failed, waiting = preview(
        "def transform(df, ctx):\n    return df.select('nome')\n", SAVE
    )

    assert (failed.problem.path, failed.line) == ("scripts.tidy", 2)
    assert "nome" in failed.problem.message
    assert waiting.waits_for == "change"


def test_columns_are_named_in_the_letters_that_people_read(preview):
    failed = preview(
        "def transform(df, ctx):\n    return df.rename({'name': 'ชื่อลูกค้า'}).select('nome')\n"
    )[1]

    assert '"ชื่อลูกค้า"' in failed.problem.message


def test_a_step_that_needs_a_frame_of_a_failed_script_waits_for_it(preview):
    steps = preview("def transform(df, ctx):\n    raise KeyError\n", {**SAVE, "input": "towns"})

    assert steps[2].waits_for == "change"


def test_each_frame_of_a_script_is_shown(preview):
    step = preview(
        "def transform(df, ctx):\n    return {'main': df, 'towns': df.select('town').unique()}\n"
    )[1]

    assert {frame.name: frame.rows for frame in step.frames} == {"main": 3, "towns": 2}


def test_a_script_can_not_open_files(preview):
    failed = preview("def transform(df, ctx):\n    open('/etc/passwd')\n    return df\n")[1]

    assert "PermissionError" in failed.problem.message


def test_rows_that_a_row_wise_script_fails_on_are_quarantined(preview):
    step = preview(
        "def transform(df, ctx):\n"
        "    assert 'Bo' not in df['name']\n"
        "    return df.with_columns(name=pl.lit('x'), id=pl.lit('y'), town=pl.lit('z'))\n",
        row_wise=True,
        on_error="quarantine",
    )[1]

    assert (step.quarantined, step.frames[0].rows, step.rejects[0].row) == (1, 2, 2)
