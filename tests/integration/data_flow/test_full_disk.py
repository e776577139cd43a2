"""A disk that is full stops a run with a clear message; with room again the run goes on."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from odoo_data_flow.cli.main import app

FLOW = """
name: flow
steps:
  - {name: read_rows, type: read, format: csv, path: rows.csv}
  - {name: write_rows, type: write, format: FORMAT, path: out.FORMAT}
"""
ROWS = 400_000
#: What is too little for the parts of the run, for the manifest and the first part it is enough.
ROOM = "2m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of its own with little room; only root can make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "odf-test", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here; the limit on files is tested below")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    with (tmp_path / "rows.csv").open("w") as file:
        file.write("n,name\n")
        file.writelines(f"{row},{row * 2654435761**2 % 2**64}\n" for row in range(ROWS))
    (tmp_path / "flow.yml").write_text(FLOW.replace("FORMAT", "csv"))
    return tmp_path / "flow.yml"


def test_full_disk_is_told_and_the_run_goes_on_when_there_is_room(
    flow: Path, small_disk: Path
) -> None:
    arguments = ["run", str(flow), "--work-dir", str(small_disk)]

    full = CliRunner().invoke(app, arguments)

    assert full.exit_code == 75
    assert "there is no room left in" in full.stderr
    assert "run the flow again; it goes on where it stopped" in full.stderr
    assert not (flow.parent / "out.csv").exists()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.stderr
    assert "This finished an interrupted run" in done.stdout
    assert pl.read_csv(flow.parent / "out.csv")["n"].to_list() == list(range(ROWS))


@pytest.mark.parametrize("kind", ["csv", "parquet", "jsonl"])
def test_file_that_grows_too_large_is_told_and_not_left_behind(flow: Path, kind: str) -> None:
    """The system's limit on the size of files stands for a full disk at the destination."""
    flow.write_text(FLOW.replace("FORMAT", kind))
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000));"
        "from odoo_data_flow.cli import main; main()"
    )

    full = subprocess.run(
        [sys.executable, "-c", program, "run", str(flow)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert full.returncode == 75, full.stderr
    assert full.stderr.startswith(f"steps.write_rows.path: there is no room left in {flow.parent}")
    assert sorted(os.listdir(flow.parent)) == [".odf", "flow.yml", "rows.csv"]
    done = CliRunner().invoke(app, ["run", str(flow)])
    assert done.exit_code == 0, done.stderr
    assert (flow.parent / f"out.{kind}").exists()


@pytest.mark.parametrize("name", ["packages", "runs", "lock"])
def test_folder_that_the_system_refuses_is_told_and_the_run_goes_on_when_it_is_free(
    flow: Path, name: str
) -> None:
    """Something else stands where the run keeps its parts, its report or its lock."""
    obstacle = flow.parent / ".odf" / "flow" / name
    obstacle.parent.mkdir(parents=True)
    if name == "lock":
        obstacle.mkdir()
    else:
        obstacle.write_text("in the way")

    refused = CliRunner().invoke(app, ["run", str(flow)])

    assert refused.exit_code == 75, refused.output
    assert refused.stderr.startswith(f"{obstacle}")
    assert "the system refuses it (" in refused.stderr
    remove = obstacle.rmdir if name == "lock" else obstacle.unlink
    remove()
    done = CliRunner().invoke(app, ["run", str(flow)])
    assert done.exit_code == 0, done.stderr
    assert pl.read_csv(flow.parent / "out.csv").height == ROWS


def test_source_that_the_system_refuses_is_told_with_its_step(
    flow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def opened(path: Path, *arguments: Any, **named: Any) -> Any:
        # The tests' own user may be one to whom nothing is forbidden.
        if path.name == "rows.csv":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", opened)

    result = CliRunner().invoke(app, ["run", str(flow)])

    assert result.exit_code == 75
    assert result.stderr.startswith(f"steps.read_rows: {flow.parent / 'rows.csv'}: the system")
    assert "Permission denied" in result.stderr
