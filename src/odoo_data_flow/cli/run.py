"""`odf run`: execute a flow, or finish what an interrupted run has begun."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ..flow import load_flow
from .host import CommandLineHost, Tuning
from .output import Format, Output
from .pipeline import (
    EnvFile,
    FlowFile,
    PatienceOption,
    Size,
    StateUrl,
    Worker,
    WorkFolder,
    default_folder,
)
from .running import DryRun, Job, Restart, exit_for, exits, show_report


def run(
    flow: FlowFile,
    output: Format = Output.TEXT,
    dry_run: DryRun = False,
    restart: Restart = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Run scripts outside the sandbox, if you trust them.")
    ] = False,
    worker: Worker = 2,
    size: Size = 500,
    patience: PatienceOption = 120,
    state: StateUrl = None,
    work_dir: WorkFolder = None,
    env_file: EnvFile = None,
) -> None:
    """Run a flow, or finish its interrupted run. Paths are relative to the folder of its file."""
    with exits():
        document = load_flow(flow)
        report = Job(
            document,
            CommandLineHost(flow.parent, env_file, Tuning(worker, size, patience)),
            work_dir or default_folder(flow, document),
            state,
            dry_run,
            restart,
            unsafe,
        ).execute()
    if output is Output.JSON:
        print(report.model_dump_json(indent=2))
    else:
        show_report(report)
        for path in report.rejects.values():
            print(f"Quarantined rows: {path}", file=sys.stderr)
    exit_for(report)
