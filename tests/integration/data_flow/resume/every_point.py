"""Kills a run whenever it makes something last, resumes it, and tells what came of it.

Run as a program: `every_point.py FOLDER`. Prints one JSON object per moment. Each run is a process
of its own, forked from one that has imported everything but has not computed anything yet: polars
starts its threads only then.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from odoo_data_flow.flow import Script, TransformStep, parse_flow
from odoo_data_flow.run import RunReport, Workspace, run_flow, transforming
from odoo_data_flow.state import sqlite
from odoo_data_flow.transform.process import ScriptResult
from odoo_data_flow.transform.script import serve
from odoo_data_flow.transform.wire import read_frame, read_header, write_message
from tests.integration.data_flow.sink import SinkHost

FLOW = {
    "name": "flow",
    "mode": "delta",
    "steps": [
        {
            "name": "read_rows",
            "type": "read",
            "format": "csv",
            "path": "rows.csv",
            "key": "key",
            "deleted": "gone",
            "columns": {"amount": "int"},
            "contract": {"values": "discard_row"},
        },
        {"name": "double", "type": "transform", "script": "double", "row_wise": True},
        {"name": "add_up", "type": "transform", "script": "add_up", "output": "sums"},
        {
            "name": "write_rows",
            "type": "write",
            "model": "rows",
            "key": "key",
            "mapping": {"amount": "amount"},
            "compare": "state",
        },
        {
            "name": "write_sums",
            "type": "write",
            "input": "sums",
            "format": "csv",
            "path": "sums.csv",
        },
    ],
    "scripts": [
        {
            "name": "double",
            "code": "def transform(df, ctx):\n    return df.with_columns(pl.col('amount') * 2)",
        },
        {
            "name": "add_up",
            "code": "def transform(df, ctx):\n    return df.select(pl.len(), pl.sum('amount'))",
        },
    ],
}


class HereProcess:
    """Runs scripts in this process: what the walls do has tests of its own, and takes time."""

    def __init__(self, script: Script, *_more: object) -> None:
        self._script = script

    def __enter__(self) -> HereProcess:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def run(self, step: TransformStep, frames: dict[str, pl.DataFrame], flow: str) -> ScriptResult:
        header = {
            "script": self._script.name, "code": self._script.code, "flow": flow,
            "step": step.name, "input": step.input, "output": step.output, "frames": list(frames),
        }  # fmt: skip
        request, reply = BytesIO(), BytesIO()
        write_message(request, header, frames.values())
        request.seek(0)
        serve(request, reply)
        reply.seek(0)
        return ScriptResult({name: read_frame(reply) for name in read_header(reply)["frames"]}, "")


class Moments:
    """Counts the moments; at the one that is asked for, the process is gone."""

    def __init__(self, deadly: int | None) -> None:
        self._deadly = deadly
        self.names: list[str] = []

    def __call__(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) - 1 == self._deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Whatever makes data last tells us before it does. After it, nothing lasts that did not
        before the next of its kind, so that killing there would show nothing new.
        """
        watched: list[tuple[Any, str]] = [
            *((os, name) for name in ("replace", "fsync", "unlink", "rmdir")),
            (sqlite.Sqlite, "commit"),
        ]
        before = [(owner, name, getattr(owner, name)) for owner, name in watched]
        for owner, name, function in before:
            setattr(owner, name, self._told(name, function))
        try:
            yield
        finally:
            for owner, name, function in before:
                setattr(owner, name, function)

    def _told(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def told(*arguments: Any, **named: Any) -> Any:
            self(name)
            return function(*arguments, **named)

        return told


def run(folder: Path, moments: Moments) -> RunReport:
    transforming.ScriptProcess = HereProcess
    host = SinkHost(folder, lambda: moments("commit of the sink"), resumable=True)
    workspace = Workspace(folder / ".odf", "pipeline")
    with moments.watched():
        return run_flow(parse_flow(FLOW), host, workspace=workspace, batch=4)


def outcome(folder: Path) -> dict[str, Any]:
    """What the destinations and the state hold."""
    workspace = Workspace(folder / ".odf", "pipeline")
    state = workspace.state.export()
    return {
        "rows": SinkHost(folder).rows("rows"),
        "sums": (folder / "sums.csv").read_text(),
        # Not the ids: SQLite gives a row that is written again another one.
        "state": [
            [[row["step"], row["key"], row["hash"]] for row in state["odf_state_row"]],
            len(state["odf_state_run"]),
        ],
        "pending": workspace.pending(),
        "left": sorted(path.name for path in (folder / ".odf" / "packages").iterdir()),
        "rejects": [path.read_text() for path in folder.glob(".odf/runs/*/*.csv")],
    }


def prepare(folder: Path) -> None:
    """A first run has written ten rows; since then one changed, one went, two came, one is bad."""
    folder.mkdir()
    source = folder / "rows.csv"
    source.write_text("key,amount\n" + "".join(f"k{number},{number}\n" for number in range(10)))
    run(folder, Moments(None))
    shutil.rmtree(folder / ".odf" / "runs")
    changed = [(number, 100 if number == 3 else number) for number in range(12) if number != 5]
    source.write_text(
        "key,amount\n" + "".join(f"k{key},{value}\n" for key, value in changed) + "bad,x\n"
    )


def resumed(folder: Path) -> dict[str, Any]:
    """Run again, unless the run had ended already and was only being cleaned away."""
    workspace = Workspace(folder / ".odf", "pipeline")
    ended = workspace.pending() is None and workspace.state.summary()["runs"] == 2
    if ended:
        shutil.rmtree(folder / ".odf" / "packages")
        (folder / ".odf" / "packages").mkdir()
        return {"how": "ended", "outcome": outcome(folder)}
    report = run(folder, Moments(None))
    return {"how": "resumed" if report.resumed else "begun", "outcome": outcome(folder)}


def forked(work: Callable[[], object], into: Path) -> int:
    """Do the work in a process of its own, whose result is written as JSON. The wait status."""
    child = os.fork()
    if child == 0:
        try:
            into.write_text(json.dumps(work()))
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return os.waitpid(child, 0)[1]


def main(folder: Path) -> None:
    answer = folder / "answer.json"
    start = folder / "start"
    assert forked(lambda: prepare(start), answer) == 0

    def undisturbed() -> object:
        moments = Moments(None)
        shutil.copytree(start, folder / "undisturbed")
        run(folder / "undisturbed", moments)
        return {"names": moments.names, "outcome": outcome(folder / "undisturbed")}

    assert forked(undisturbed, answer) == 0
    expected = json.loads(answer.read_text())

    for number, name in enumerate(expected["names"]):
        place = folder / "killed"
        shutil.copytree(start, place)
        killed = forked(lambda: run(place, Moments(number)).flow, answer)  # noqa: B023

        def resume() -> object:
            return resumed(place)  # noqa: B023

        status = forked(resume, answer)
        found = json.loads(answer.read_text()) if status == 0 else {}
        line = {
            "moment": f"{number}: {name}",
            "killed": os.WIFSIGNALED(killed) and os.WTERMSIG(killed) == signal.SIGKILL,
            "how": found.get("how"),
            "differs": [
                key
                for key, value in expected["outcome"].items()
                if found.get("outcome", {}).get(key) != value
            ],
        }
        print(json.dumps(line), flush=True)
        shutil.rmtree(place)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
