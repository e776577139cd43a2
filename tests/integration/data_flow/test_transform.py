"""Scripts that work row by row, contracts of what they return, and rows that they fail on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from odoo_data_flow.errors import FlowError, ScriptError
from odoo_data_flow.flow import Script, TransformStep, parse_flow
from odoo_data_flow.run import Limits, RunReport, Workspace, run_flow
from odoo_data_flow.transform.process import ScriptProcess
from tests.integration.data_flow.sink import SinkHost

READ = {"name": "read_rows", "type": "read", "format": "csv", "path": "rows.csv",
        "columns": {"n": "int"}}  # fmt: skip
STEP = {"name": "change", "type": "transform", "script": "change", "row_wise": True}
WRITE = {"name": "out", "type": "write", "format": "parquet", "path": "out.parquet"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rows.csv").write_text("n,name\n" + "".join(f"{n},row {n}\n" for n in range(10)))
    return tmp_path


def run(folder: Path, code: str, *, batch: int = 3, **step: Any) -> RunReport:
    flow = {
        "name": "flow",
        "steps": [READ, {**STEP, **step}, WRITE],
        "scripts": [{"name": "change", "code": f"def transform(df, ctx):\n    {code}\n"}],
    }
    workspace = Workspace(folder / ".odf", "flow")
    try:
        return run_flow(parse_flow(flow), SinkHost(folder), workspace=workspace, batch=batch)
    finally:
        workspace.close()


def written(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(folder / "out.parquet")


def test_row_wise_script_gets_some_rows_at_a_time_and_the_order_stays(folder: Path) -> None:
    report = run(folder, "return df.with_columns(part=pl.len())")

    assert written(folder)["n"].to_list() == list(range(10))
    assert written(folder)["part"].to_list() == [3] * 9 + [1]
    assert (report.steps[1].rows_in, report.steps[1].rows_out) == (10, 10)


def test_whole_frame_goes_to_a_script_that_is_not_declared_row_wise(folder: Path) -> None:
    run(folder, "return df.with_columns(part=pl.len())", row_wise=False)

    assert written(folder)["part"].to_list() == [10] * 10


def test_batches_may_differ_in_what_they_know_of_a_type(folder: Path) -> None:
    run(folder, "return df.with_columns(x=pl.col('name') if df['n'][0] > 5 else None)")

    assert written(folder)["x"].to_list() == [None] * 6 + [f"row {n}" for n in range(6, 10)]


def test_types_that_can_not_be_brought_together_are_told(folder: Path) -> None:
    with pytest.raises(FlowError, match="types that can't be brought together") as caught:
        run(folder, "return df.with_columns(x=pl.lit('a') if df['n'][0] > 5 else pl.lit([1]))")

    assert caught.value.path == "steps.out"


BREAKS = "assert not df['n'].is_in([4, 8]).any(), 'four or eight'; return df"


def test_error_of_a_row_wise_script_names_the_row_and_its_values(folder: Path) -> None:
    with pytest.raises(ScriptError) as caught:
        run(folder, BREAKS)

    assert str(caught.value) == (
        "scripts.change: line 2: row 5 (n=4, name='row 4'): AssertionError: four or eight"
    )


@pytest.mark.parametrize("batch", [1, 3, 100])
def test_rows_that_a_script_fails_on_are_quarantined_and_the_rest_goes_on(
    folder: Path, batch: int
) -> None:
    report = run(folder, BREAKS, batch=batch, on_error="quarantine")

    assert written(folder)["n"].to_list() == [0, 1, 2, 3, 5, 6, 7, 9]
    step = report.steps[1]
    assert (step.rows_in, step.rows_out, step.quarantined) == (10, 8, 2)
    rejects = pl.read_csv(report.rejects["change"])
    assert rejects["reject_row"].to_list() == [5, 9]
    assert rejects["name"].to_list() == ["row 4", "row 8"]
    assert set(rejects["reject_reason"]) == {"line 2: AssertionError: four or eight"}


@pytest.mark.parametrize(
    ("contract", "rows", "quarantined", "left_out"),
    [("discard_row", [0, 2, 4, 6, 8], 5, 0), ("discard_value", list(range(10)), 0, 5)],
)
def test_contract_of_what_a_script_returns(
    folder: Path, contract: str, rows: list[int], quarantined: int, left_out: int
) -> None:
    report = run(
        folder,
        "return df.with_columns(x=pl.Series([str(n) if n % 2 == 0 else '?' for n in df['n']]))",
        columns={"x": "int"},
        contract={"values": contract},
    )

    assert written(folder)["n"].to_list() == rows
    assert written(folder).schema["x"] == pl.Int64
    step = report.steps[1]
    assert (step.quarantined, step.discarded_values) == (quarantined, left_out)
    rejects = pl.read_csv(report.rejects["change"])
    assert rejects["reject_row"].to_list() == [2, 4, 6, 8, 10]
    assert (set(rejects["reject_column"]), set(rejects["x"])) == ({"x"}, {"?"})


def test_contract_that_a_script_breaks_stops_the_run_by_default(folder: Path) -> None:
    with pytest.raises(FlowError) as caught:
        run(folder, "return df.rename({'name': 'title'})", columns={"name": "str"})

    assert str(caught.value) == (
        "steps.change.columns: the frame 'main' has no column 'name'; it has 'n', 'title'."
    )


def test_columns_that_are_not_named_can_be_refused_or_left_out(folder: Path) -> None:
    more = {"columns": {"n": "int"}, "contract": {"columns": "freeze"}}
    with pytest.raises(FlowError, match="has the column 'name', which is not named here"):
        run(folder, "return df", **more)

    run(folder, "return df", **{**more, "contract": {"columns": "discard_value"}})
    assert written(folder).columns == ["n"]


CHANGE = TransformStep(name="change", script="change")


def test_one_child_serves_many_batches_and_forgets_what_a_batch_left_behind() -> None:
    code = (
        "import os\nseen = []\n"
        "def transform(df, ctx):\n"
        "    seen.append(1)\n"
        "    return df.select(pid=pl.lit(os.getpid()), seen=pl.lit(len(seen)))\n"
    )
    frames = {"main": pl.DataFrame({"a": [1]})}

    with ScriptProcess(Script(name="change", code=code), Limits()) as process:
        answers = [process.run(CHANGE, frames, "flow").frames["main"].row(0) for _time in range(5)]

    assert len(set(answers)) == 1
    assert answers[0][1] == 1


def test_child_that_dies_is_replaced_and_its_processor_time_is_counted_for_each_request() -> None:
    code = (
        "import os, time\n"
        "def transform(df, ctx):\n"
        "    if df['a'][0] == 1: os._exit(3)\n"
        "    end = time.process_time() + 1.2\n"
        "    while time.process_time() < end: pass\n"
        "    return df\n"
    )
    # Four requests take more than that. What it costs a child to begin counts too, and is not the
    # same everywhere: there is room for it.
    limits = Limits(cpu_seconds=4)

    with ScriptProcess(Script(name="change", code=code), limits) as process:
        with pytest.raises(ScriptError, match="status 3"):
            process.run(CHANGE, {"main": pl.DataFrame({"a": [1]})}, "flow")
        for _time in range(4):
            process.run(CHANGE, {"main": pl.DataFrame({"a": [2]})}, "flow")
