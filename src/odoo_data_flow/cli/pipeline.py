"""Options that `run` and `state` have in common: which flow, and where it keeps what it knows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..flow import Flow
from ..run import Workspace, pipeline_of
from .host import CommandLineHost

FlowFile = Annotated[
    Path, typer.Argument(metavar="FLOW", help="The flow: a .yml, .yaml or .json file.")
]
StateUrl = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="URL",
        envvar="ODF_STATE",
        show_envvar=True,
        help="Where the state is: sqlite:///FILE or postgresql://…; by default a file in the "
        "working folder. A URL with a password belongs into the variable.",
    ),
]
WorkFolder = Annotated[
    Path | None,
    typer.Option(
        "--work-dir",
        metavar="DIR",
        help="Where unfinished runs, reports and rejects are kept; by default .odf/<name of the "
        "flow> beside the flow.",
    ),
]
EnvFile = Annotated[
    Path | None, typer.Option(help="A file of KEY=value lines with connections, instead of .env.")
]


def workspace_of(
    path: Path, flow: Flow, host: CommandLineHost, folder: Path | None, state: str | None
) -> Workspace:
    """The workspace of a flow. Raises FlowError."""
    folder = folder or path.parent / ".odf" / flow.name
    return Workspace(folder, pipeline_of(flow, host), state)
