"""The command `odf run`, with scripts in their sandbox."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from odoo_data_flow.cli.main import app

EXAMPLES = Path(__file__).parents[3] / "examples"
READ = """
name: flow
steps:
  - {name: read_rows, type: read, format: csv, path: rows.csv, columns: {n: int},
     contract: {values: discard_row}}
"""
WRITE = "  - {name: write_rows, type: write, format: csv, path: out.csv}\n"
#: The command, which waits for a signal when the second part of what it reads is there.
WAITS = """
import os, time
from odoo_data_flow.cli import main

def replace(source, target, put=os.replace):
    put(source, target)
    if str(target).endswith("/00-main-000001.parquet"):
        print("there", flush=True)
        while True:
            time.sleep(0.01)

os.replace = replace
main()
"""


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    for name in ("customers.yml", "customers.csv"):
        shutil.copy(EXAMPLES / name, tmp_path)
    return tmp_path / "customers.yml"


def test_example_cleans_the_customers(flow: Path) -> None:
    result = CliRunner().invoke(app, ["run", str(flow), "--format", "json"])

    assert result.exit_code == 0, result.stderr
    assert [step["rows_out"] for step in json.loads(result.stdout)["steps"]] == [7, 6, 6, 5, 1]
    customers = pl.read_parquet(flow.parent / "out/customers.parquet")
    assert customers["name"].to_list() == [
        "Anna Berg",
        "Somchai Jaidee",
        "Miller & Sons; Ltd.",
        "O'Brien Foods",
        'ไทย "โอชา" จำกัด',
    ]
    assert customers["credit_limit"].sum() == 73_700.5


def test_dry_run_writes_and_remembers_nothing(flow: Path) -> None:
    result = CliRunner().invoke(app, ["run", str(flow), "--dry-run", "--format", "json"])

    report = json.loads(result.stdout)
    assert result.exit_code == 0, result.stderr
    assert report["dry_run"]
    assert [step["write"]["created"] for step in report["steps"] if step["write"]] == [5, 1]
    assert not (flow.parent / "out").exists()
    shown = CliRunner().invoke(app, ["state", "show", str(flow), "--format", "json"])
    assert json.loads(shown.stdout)["runs"] == 0


def test_quarantined_rows_are_a_status_of_their_own_and_in_a_file_with_their_values(
    tmp_path: Path,
) -> None:
    (tmp_path / "rows.csv").write_text("n,name\n1,Anna\nx,Björn\n3,C,too many\n")
    (tmp_path / "flow.yml").write_text(READ + WRITE)

    result = CliRunner().invoke(app, ["run", str(tmp_path / "flow.yml"), "--format", "json"])

    assert result.exit_code == 3
    report = json.loads(result.stdout)
    assert (report["steps"][0]["rows_in"], report["steps"][0]["quarantined"]) == (3, 2)
    rejects = pl.read_csv(report["rejects"]["read_rows"])
    assert rejects["reject_source"].to_list() == ["rows.csv"] * 2
    assert sorted(rejects["reject_row"]) == [2, 3]
    (bad,) = rejects.filter(reject_row=2).to_dicts()
    assert (bad["reject_column"], bad["n"], bad["name"]) == ("n", "x", "Björn")
    (ragged,) = rejects.filter(reject_row=3).to_dicts()
    assert ragged["line"] == "3,C,too many"
    assert "line 4 has 3 fields" in ragged["reject_reason"]


def test_too_many_quarantined_rows_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("n\nx\ny\n")
    (tmp_path / "flow.yml").write_text(READ.replace("steps:", "max_rejects: 1\nsteps:") + WRITE)

    result = CliRunner().invoke(app, ["run", str(tmp_path / "flow.yml")])

    assert result.exit_code == 1
    assert result.stderr.startswith("max_rejects: 2 rows are quarantined, 1 may be")
    assert not (tmp_path / "out.csv").exists()
    (folder,) = (tmp_path / ".odf" / "flow" / "runs").iterdir()
    assert {path.name for path in folder.iterdir()} == {"read_rows.rejects.csv", "error.txt"}


def test_state_can_be_shown_exported_and_after_a_question_reset(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("n\n1\n2\n")
    path = tmp_path / "flow.yml"
    delta = READ.replace("steps:", "mode: delta\nsteps:").replace(
        "type: read", "type: read, key: n"
    )
    path.write_text(delta + WRITE)

    def call(*arguments: str, answer: str = "") -> str:
        result = CliRunner().invoke(app, [*arguments, str(path)], input=answer)
        assert result.exit_code == (1 if answer == "n\n" else 0), result.stderr
        return result.stdout

    def known() -> int:
        steps = json.loads(call("state", "show", "--format", "json"))["steps"]
        return steps.get("read_rows", {}).get("rows", 0)

    assert "Nothing is remembered" in call("state", "show")
    call("run")
    assert known() == 2
    assert "1 runs; the last ended 2" in call("state", "show")
    exported = json.loads(call("state", "export"))
    assert [row["key"] for row in exported["odf_state_row"]] == ["1", "2"]
    call("state", "reset", answer="n\n")
    assert known() == 2
    call("state", "reset", answer="y\n")
    assert known() == 0


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 130)])
def test_run_that_a_person_stops_is_resumed_by_the_next(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    rows = 200_000
    with (tmp_path / "rows.csv").open("w") as file:
        file.write("n\n")
        file.writelines(f"{row}\n" for row in range(rows))
    path = tmp_path / "flow.yml"
    path.write_text(READ + WRITE)
    running = subprocess.Popen(
        [sys.executable, "-c", WAITS, "run", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "there\n"

    running.send_signal(number)
    _out, told = running.communicate()

    assert (running.returncode, told) == (
        status,
        "Stopped. Run the same command again to go on where it was.\n",
    )
    result = CliRunner().invoke(app, ["run", str(path), "--format", "json"])
    report = json.loads(result.stdout)
    assert (report["resumed"], report["steps"][1]["write"]["created"]) == (True, rows)
    assert pl.read_csv(tmp_path / "out.csv")["n"].to_list() == list(range(rows))
    assert os.listdir(tmp_path / ".odf" / "flow" / "packages") == []
