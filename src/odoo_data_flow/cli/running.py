"""Running a flow from a command: progress, stopping, what is printed, exit statuses.

Exit status: 0 done; 1 flow or data are to blame; 2 usage; 3 done, but rows are quarantined; 75
something outside stopped the run, 130 a person did: run it again to go on.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as Bars
from rich.table import Table

from ..errors import FlowError, InvalidFlow
from ..flow import Flow, dump_flow
from ..rows import BATCH
from ..run import Progress, RunReport, Workspace, pipeline_of, run_flow
from .host import CommandLineHost
from .output import failure

QUARANTINED, INTERRUPTED, STOPPED = 3, 75, 130

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")
]
Restart = Annotated[
    bool, typer.Option("--restart", help="Drop an interrupted run instead of finishing it.")
]


@dataclass(frozen=True)
class Job:
    """What to run. `work_dir`: where the run keeps what outlives it; `batch`: rows at a time.

    `once`: the flow is made of the options of a command, which people have just given. A run of it
    that was interrupted under other options is dropped, not finished: its sources are named again,
    and nothing of it counts as seen.
    """

    flow: Flow
    host: CommandLineHost
    work_dir: Path
    state: str | None = None
    dry_run: bool = False
    restart: bool = False
    unsafe: bool = False
    batch: int = BATCH
    once: bool = False

    def execute(self) -> RunReport:
        """Run it, with progress on the terminal. Raises FlowError and KeyboardInterrupt."""
        with _stoppable(), _shown() as show:
            workspace = Workspace(self.work_dir, pipeline_of(self.flow, self.host), self.state)
            try:
                other = self.once and self._differs(workspace)
                if other and not self.dry_run:
                    print(
                        "A run was interrupted under other options; it is dropped.", file=sys.stderr
                    )
                return run_flow(
                    self.flow,
                    self.host,
                    show,
                    unsafe=self.unsafe,
                    workspace=workspace,
                    dry_run=self.dry_run,
                    restart=self.restart or other,
                    batch=self.batch,
                )
            finally:
                workspace.close()

    def _differs(self, workspace: Workspace) -> bool:
        """Whether a run waits to be finished whose flow is another one."""
        pending = workspace.pending_flow()
        return pending is not None and pending != json.loads(json.dumps(dump_flow(self.flow)))


@contextmanager
def exits() -> Iterator[None]:
    """Turn what ends a run into a message and an exit status."""
    try:
        yield
    except InvalidFlow as error:
        raise failure(error.problems) from error
    except FlowError as error:
        failed = failure([error.problem])
        raise (typer.Exit(INTERRUPTED) if error.passing else failed) from error
    except KeyboardInterrupt as error:
        print("Stopped. Run the same command again to go on where it was.", file=sys.stderr)
        raise typer.Exit(STOPPED) from error


def exit_for(report: RunReport) -> None:
    """End with a status of its own if rows are quarantined."""
    if any(step.quarantined for step in report.steps):
        raise typer.Exit(QUARANTINED)


def show_report(report: RunReport) -> None:
    """The table of what became of the rows."""
    table = Table(title=f"{report.flow}: what would be done" if report.dry_run else report.flow)
    table.add_column("step", overflow="fold")
    for heading in ("rows in", "rows out", "seconds"):
        table.add_column(heading, justify="right")
    table.add_column("what became of them")
    for step in report.steps:
        counts = step.model_dump(include={"quarantined", "excluded"})
        if step.write:
            counts = step.write.counts.model_dump(exclude={"read"})
        if step.discarded_values:
            counts["values left out"] = step.discarded_values
        became = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
        out = step.rows_out - (step.quarantined if step.write else 0)
        table.add_row(step.name, f"{step.rows_in:,}", f"{out:,}", f"{step.seconds:.3f}", became)
    Console().print(table)
    for step in report.steps:
        if step.found:
            found = ", ".join(f"{name} {value!r}" for name, value in step.found.items())
            print(f"Found out by {step.name}: {found}.")
        for column, count in step.nameless.items():
            print(
                f"{step.name}: {column} lacks {count:,} records that have no external ID. Name "
                f"them by a namespace, or read their ids by {_by_id(column)}.",
                file=sys.stderr,
            )
    if report.resumed:
        print("This finished an interrupted run. Run the command again for what is new since.")
    if report.unsandboxed:
        print("Scripts ran outside the sandbox.", file=sys.stderr)


def _by_id(path: str) -> str:
    return f"{path.rpartition('/')[0]}/.id" if "/" in path else ".id"


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let a polite request to end be what Ctrl-C is."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _shown() -> Iterator[Callable[[Progress], None]]:
    """A bar for each step on a terminal; a pipe or a log file gets only the result."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bars:
        tasks = {}

        def show(progress: Progress) -> None:
            if progress.index not in tasks:
                name = f"[{progress.index + 1}/{progress.total}] {progress.step}"
                tasks[progress.index] = bars.add_task(name, total=progress.of)
            end = progress.rows if progress.report else progress.of
            bars.update(tasks[progress.index], completed=progress.rows, total=end)

        yield show
