"""Running flows: frames by name, writers by the host, errors by their path."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pydantic import ValidationError

from odoo_data_flow.errors import FlowError, InvalidFlow, ScriptError
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.run import FolderHost, Progress, RunReport, contained, run_flow
from odoo_data_flow.write import Counts, Reject, RunWriter, UpsertOptions, WriteReport

READ = {"name": "read_rows", "type": "read", "format": "csv", "path": "rows.csv"}
WRITE = {
    "name": "write_rows",
    "type": "write",
    "model": "res.partner",
    "key": "key",
    "mapping": {"name": "name"},
}


class MemoryWriter:
    """Keeps what it gets, in `written` under the name of the model."""

    def __init__(self, written: dict[str, pl.DataFrame]) -> None:
        self._written = written
        self._inlets: list[MemoryInlet] = []

    def open(
        self, model: str, key: str, mapping: Mapping[str, str], options: UpsertOptions
    ) -> MemoryInlet:
        self._inlets.append(MemoryInlet(model))
        return self._inlets[-1]

    def finish(self) -> tuple[WriteReport, ...]:
        for inlet in self._inlets:
            self._written[inlet.model] = pl.concat(inlet.frames)
        return tuple(inlet.report() for inlet in self._inlets)

    def close(self) -> None:
        pass


class MemoryInlet:
    def __init__(self, model: str) -> None:
        self.model = model
        self.frames: list[pl.DataFrame] = []

    def write(self, frame: pl.DataFrame) -> None:
        self.frames.append(frame)

    def ids(self, keys: pl.Series) -> pl.Series:
        return pl.repeat(None, len(keys), dtype=pl.String, eager=True)

    def report(self) -> WriteReport:
        rows = sum(frame.height for frame in self.frames)
        return WriteReport(model=self.model, read=rows, created=rows)


class MemoryHost(FolderHost):
    """A folder, and a writer to memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.written: dict[str, pl.DataFrame] = {}

    def writer(self, connection: str | None, dry_run: bool) -> RunWriter:
        return MemoryWriter(self.written)


@pytest.fixture
def host(tmp_path: Path) -> MemoryHost:
    (tmp_path / "rows.csv").write_text("key,name\na,Anna\nb,Björn\n", encoding="utf-8")
    return MemoryHost(tmp_path)


def run(host: FolderHost, *steps: dict[str, Any], **scripts: str) -> RunReport:
    document = {
        "name": "flow",
        "steps": steps,
        "scripts": [{"name": name, "code": code} for name, code in scripts.items()],
    }
    return run_flow(parse_flow(document), host)


def failure(host: FolderHost, *steps: dict[str, Any], **scripts: str) -> FlowError:
    with pytest.raises(FlowError) as caught:
        run(host, *steps, **scripts)
    return caught.value


def script(code: str) -> str:
    return f"def transform(df, ctx):\n    {code}\n"


SPLIT = {"name": "split", "type": "transform", "script": "split"}


def test_dict_of_frames_is_stored_by_its_names(host: MemoryHost) -> None:
    split = script("return {'first': df.lazy().head(1), 'all': ctx.frames['main']}")

    report = run(host, READ, SPLIT, {**WRITE, "input": "first"}, split=split)

    assert host.written["res.partner"]["name"].to_list() == ["Anna"]
    assert [(step.rows_in, step.rows_out) for step in report.steps] == [(2, 2), (2, 3), (1, 1)]
    assert report.steps[1].frames == {"first": 1, "all": 2}
    assert report.counts == Counts(read=1, created=1)


def test_single_frame_is_stored_as_output(host: MemoryHost) -> None:
    run(
        host,
        READ,
        {**SPLIT, "output": "upper"},
        {**WRITE, "input": "upper"},
        split=script("return df.with_columns(pl.col('name').str.to_uppercase())"),
    )

    assert host.written["res.partner"]["name"].to_list() == ["ANNA", "BJÖRN"]


def test_what_a_script_prints_is_in_the_report(host: MemoryHost) -> None:
    report = run(host, READ, SPLIT, split=script("print(ctx.flow, ctx.step); return df"))

    assert report.steps[1].log == "flow split\n"


def test_script_error_names_script_line_and_message(host: MemoryHost) -> None:
    helper = "def helper(df):\n    return df['nothing']\n"
    code = helper + script("return helper(df)")

    error = failure(host, READ, SPLIT, split=code)

    assert isinstance(error, ScriptError)
    assert (error.script, error.line) == ("split", 2)
    assert str(error).startswith("scripts.split: line 2: ColumnNotFoundError: ")


def test_frame_that_no_script_made_is_named_with_those_there_are(host: MemoryHost) -> None:
    error = failure(host, READ, SPLIT, {**WRITE, "input": "regions"}, split=script("return df"))

    assert str(error) == "steps.write_rows.input: there is no frame 'regions'; there is main."


def test_column_that_is_not_in_the_frame_is_named(host: MemoryHost) -> None:
    error = failure(host, READ, {**WRITE, "mapping": {"city": "town"}})

    assert str(error) == (
        "steps.write_rows.mapping.city: the frame 'main' has no column 'town'; "
        "it has 'key', 'name'."
    )
    assert failure(host, READ, {**WRITE, "key": "id"}).path == "steps.write_rows.key"


def test_flow_with_problems_does_not_start(host: MemoryHost) -> None:
    with pytest.raises(InvalidFlow):
        run(host, READ, {**WRITE, "input": "nothing"})

    assert host.written == {}


def test_folder_alone_has_no_writer_to_models(host: MemoryHost, tmp_path: Path) -> None:
    error = failure(FolderHost(tmp_path), READ, WRITE)

    assert str(error).startswith("steps.write_rows.model: writing to models needs Odoo")


def test_progress_is_told_before_and_after_each_step(host: MemoryHost) -> None:
    told: list[Progress] = []

    run_flow(parse_flow({"name": "flow", "steps": [READ, WRITE]}), host, told.append)

    ends = [(item.index, item.step, item.rows) for item in told if item.report]
    assert ends == [(0, "read_rows", 2), (1, "write_rows", 2)]
    assert [item.rows for item in told if item.index == 0 and not item.report][:2] == [0, 2]


@pytest.mark.parametrize("kind", ["csv", "parquet", "jsonl"])
def test_file_that_is_written_can_be_read_again(
    host: MemoryHost, tmp_path: Path, kind: str
) -> None:
    path = f"out/rows.{kind}"

    run(host, READ, {"name": "out", "type": "write", "format": kind, "path": path})
    run(host, {**READ, "format": kind, "path": path}, WRITE)

    assert host.written["res.partner"]["name"].to_list() == ["Anna", "Björn"]
    assert os.listdir(tmp_path / "out") == [f"rows.{kind}"]


def test_file_that_can_not_be_written_is_told_and_nothing_is_left(
    host: MemoryHost, tmp_path: Path
) -> None:
    (tmp_path / "out.csv").mkdir()

    error = failure(
        host, READ, {"name": "out", "type": "write", "format": "csv", "path": "out.csv"}
    )

    assert error.path == "steps.out.path"
    assert sorted(os.listdir(tmp_path)) == ["out.csv", "rows.csv"]


def test_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret").write_text("x")
    (inside / "link").symlink_to(tmp_path / "secret")

    with pytest.raises(FlowError, match="leads out of its folder"):
        contained(inside, "link")


def test_report_is_json(host: MemoryHost) -> None:
    report = run(host, READ, WRITE)

    assert RunReport.model_validate(json.loads(report.model_dump_json())) == report


def test_counts_that_do_not_add_up_are_no_report() -> None:
    with pytest.raises(ValidationError, match="3 rows were read, but 2 are accounted for"):
        Counts(read=3, created=1, unchanged=1)
    with pytest.raises(ValidationError, match="not each has a reason"):
        WriteReport(model="x", read=1, quarantined=1)
    both = (Reject(0, "a", "x", "wrong"), Reject(0, "a", "y", "wrong too"))
    assert WriteReport(model="x", read=1, quarantined=1, rejects=both).quarantined == 1


def test_what_was_found_out_about_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_bytes("รหัส;ชื่อ\n1;สมชาย, ใจดี\n".encode("cp874"))
    write = {"name": "keep", "type": "write", "format": "csv", "path": "kept.csv"}
    named = {**READ, "options": {"encoding": "cp874", "quote": None}}

    found = [
        run_flow(parse_flow({"name": "f", "steps": [step, write]}), FolderHost(tmp_path)).steps[0]
        for step in (READ, named)
    ]

    assert found[0].found == {"encoding": "cp874", "separator": ";", "quote": '"'}
    assert found[1].found == {"separator": ";"}
    assert (tmp_path / "kept.csv").read_text() == 'รหัส,ชื่อ\n1,"สมชาย, ใจดี"\n'
