"""`odf state show | export | reset`: what a flow remembers from run to run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ..errors import FlowError, InvalidFlow
from ..flow import load_flow
from ..run import Workspace
from .host import CommandLineHost
from .output import Format, Output, failure
from .pipeline import EnvFile, FlowFile, StateUrl, WorkFolder, workspace_of

state = typer.Typer(help="What a flow remembers from run to run.", no_args_is_help=True)


@state.command()
def show(
    flow: FlowFile,
    output: Format = Output.TEXT,
    state: StateUrl = None,
    work_dir: WorkFolder = None,
    env_file: EnvFile = None,
) -> None:
    """Show how far the flow has seen its sources, and whether a run is to be resumed."""
    with _opened(flow, work_dir, state, env_file) as workspace:
        summary = {**workspace.state.summary(), "pending": workspace.pending()}
    if output is Output.JSON:
        print(json.dumps(summary, indent=2))
        return
    table = Table(title=f"{summary['pipeline']} in {summary['where']}")
    for heading in ("step", "seen up to", "known rows"):
        table.add_column(heading)
    for name, step in summary["steps"].items():
        table.add_row(name, step["watermark"] or "", f"{step['rows']:,}")
    Console().print(table)
    if summary["last_finished"]:
        print(f"{summary['runs']} runs; the last ended {summary['last_finished']}.")
    else:
        print("Nothing is remembered: no run has ended here.")
    if summary["pending"]:
        print(f"The run {summary['pending']} was interrupted; the next run finishes it.")


@state.command()
def export(
    flow: FlowFile,
    into: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; by default standard output.")
    ] = None,
    state: StateUrl = None,
    work_dir: WorkFolder = None,
    env_file: EnvFile = None,
) -> None:
    """Print all that is remembered, as JSON."""
    with _opened(flow, work_dir, state, env_file) as workspace:
        text = json.dumps(workspace.state.export(), indent=2)
    if into:
        into.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)


@state.command()
def reset(
    flow: FlowFile,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    state: StateUrl = None,
    work_dir: WorkFolder = None,
    env_file: EnvFile = None,
) -> None:
    """Forget everything, an interrupted run too: the next run reads its sources from the start."""
    with _opened(flow, work_dir, state, env_file) as workspace:
        if not yes:
            what = f"Forget all of {workspace.state.pipeline} in {workspace.state.where}?"
            typer.confirm(what, abort=True)
        with workspace.locked():
            workspace.reset()
    print("Forgotten.", file=sys.stderr)


@contextmanager
def _opened(
    path: Path, folder: Path | None, url: str | None, env_file: Path | None
) -> Iterator[Workspace]:
    try:
        flow = load_flow(path)
        host = CommandLineHost(path.parent, env_file)
        workspace = workspace_of(path, flow, host, folder, url)
        try:
            yield workspace
        finally:
            workspace.close()
    except InvalidFlow as error:
        raise failure(error.problems) from error
    except FlowError as error:
        raise failure([error.problem]) from error
