"""`odf run`: execute a flow, or finish what an interrupted run has begun.

Exit status: 0 done; 1 flow or data are to blame; 2 usage; 3 done, but rows are quarantined; 75
something outside stopped the run, 130 a person did: run it again to go on.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from ..flow import load_flow
from ..run import Progress, RunReport, run_flow
from .host import CommandLineHost
from .output import Format, Output, failure
from .pipeline import EnvFile, FlowFile, StateUrl, WorkFolder, workspace_of

QUARANTINED, INTERRUPTED, STOPPED = 3, 75, 130


def run(
    flow: FlowFile,
    output: Format = Output.TEXT,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")
    ] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Drop an interrupted run instead of finishing it.")
    ] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Run scripts outside the sandbox, if you trust them.")
    ] = False,
    state: StateUrl = None,
    work_dir: WorkFolder = None,
    env_file: EnvFile = None,
) -> None:
    """Run a flow, or finish its interrupted run. Paths are relative to the folder of its file."""
    try:
        with _stoppable(), _shown() as show:
            document = load_flow(flow)
            host = CommandLineHost(flow.parent, env_file)
            workspace = workspace_of(flow, document, host, work_dir, state)
            try:
                report = run_flow(
                    document,
                    host,
                    show,
                    unsafe=unsafe,
                    workspace=workspace,
                    dry_run=dry_run,
                    restart=restart,
                )
            finally:
                workspace.close()
    except InvalidFlow as error:
        raise failure(error.problems) from error
    except FlowError as error:
        failed = failure([error.problem])
        raise (typer.Exit(INTERRUPTED) if error.passing else failed) from error
    except KeyboardInterrupt as error:
        print("Stopped. Run the flow again to go on where it was.", file=sys.stderr)
        raise typer.Exit(STOPPED) from error
    if output is Output.JSON:
        print(report.model_dump_json(indent=2))
    else:
        _print(report)
    if any(step.quarantined for step in report.steps):
        raise typer.Exit(QUARANTINED)


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


def _print(report: RunReport) -> None:
    table = Table(title=f"{report.flow}: what would be done" if report.dry_run else report.flow)
    table.add_column("step")
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
        table.add_row(
            step.name, f"{step.rows_in:,}", f"{step.rows_out:,}", f"{step.seconds:.3f}", became
        )
    Console().print(table)
    if report.resumed:
        print("This finished an interrupted run. Run the flow again for what is new since.")
    for path in report.rejects.values():
        print(f"Quarantined rows: {path}", file=sys.stderr)
    if report.unsandboxed:
        print("Scripts ran outside the sandbox.", file=sys.stderr)
