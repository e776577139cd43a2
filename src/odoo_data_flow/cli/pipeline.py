"""Options that commands share: which flow, where it keeps what it knows, how fast it writes."""

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


Worker = Annotated[int, typer.Option("--worker", min=1, help="Calls to an Odoo at the same time.")]
Size = Annotated[
    int, typer.Option("--size", min=1, help="Rows that one call to an Odoo creates at most.")
]
PatienceOption = Annotated[
    float,
    typer.Option(
        "--patience", min=0, help="Seconds for which an Odoo that is written to may be away."
    ),
]


def default_folder(path: Path, flow: Flow) -> Path:
    """The working folder of a flow that stands in a file."""
    return path.parent / ".odf" / flow.name


def workspace_of(
    path: Path, flow: Flow, host: CommandLineHost, folder: Path | None, state: str | None
) -> Workspace:
    """The workspace of a flow. Raises FlowError."""
    return Workspace(folder or default_folder(path, flow), pipeline_of(flow, host), state)
