"""`odf run | check | schema | connection`: thin shells over the library.

Problems go to stderr as `path: message`, exit status 1; usage errors give 2.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ..errors import FlowError, InvalidFlow
from ..flow import check_flow, flow_schema, load_flow
from ..run import FolderHost, Progress, RunReport, run_flow
from .connection import connection
from .output import Format, Output, failure

app = typer.Typer(
    help="Run data flows: read files, transform them by scripts, write the result.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(connection, name="connection")


FlowFile = Annotated[
    Path, typer.Argument(metavar="FLOW", help="The flow: a .yml, .yaml or .json file.")
]


@app.command()
def run(
    flow: FlowFile,
    output: Format = Output.TEXT,
    unsafe: Annotated[
        bool, typer.Option(help="Run scripts outside the sandbox. Only if you trust them.")
    ] = False,
) -> None:
    """Run a flow. Its paths are relative to the folder of the flow's file."""
    try:
        report = run_flow(load_flow(flow), FolderHost(flow.parent), _show, unsafe=unsafe)
    except InvalidFlow as error:
        raise failure(error.problems) from error
    except FlowError as error:
        raise failure([error.problem]) from error
    if output is Output.JSON:
        print(report.model_dump_json(indent=2))
    else:
        _print_report(report)


@app.command()
def check(flow: FlowFile, output: Format = Output.TEXT) -> None:
    """Check a flow without running it."""
    try:
        problems = check_flow(load_flow(flow))
    except InvalidFlow as error:
        problems = list(error.problems)
    if output is Output.JSON:
        print(json.dumps([problem._asdict() for problem in problems], indent=2))
        if problems:
            raise typer.Exit(1)
    elif problems:
        raise failure(problems)


@app.command()
def schema() -> None:
    """Print the JSON Schema of flow documents."""
    print(json.dumps(flow_schema(), indent=2))


def main() -> None:
    """Entry point of the command."""
    app()


def _show(progress: Progress) -> None:
    """One line per step on a terminal; a pipe or a log file gets only the result."""
    if progress.report is None and sys.stderr.isatty():
        print(f"[{progress.index + 1}/{progress.total}] {progress.step}", file=sys.stderr)


def _print_report(report: RunReport) -> None:
    table = Table(title=report.flow)
    table.add_column("step")
    for heading in ("rows in", "rows out", "seconds"):
        table.add_column(heading, justify="right")
    table.add_column("written")
    for step in report.steps:
        counts = step.write.counts.model_dump(exclude={"read"}) if step.write else {}
        written = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
        table.add_row(
            step.name, f"{step.rows_in:,}", f"{step.rows_out:,}", f"{step.seconds:.3f}", written
        )
    Console().print(table)
    if report.unsandboxed:
        print("Scripts ran outside the sandbox.", file=sys.stderr)
