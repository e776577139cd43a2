"""`odf check`: a flow by itself, or with all the places that it touches."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from ..errors import InvalidFlow, Problem
from ..flow import check_flow, load_flow
from ..preflight import preflight
from .host import CommandLineHost
from .output import Format, Output, failure
from .pipeline import EnvFile, FlowFile

Connect = Annotated[
    bool,
    typer.Option(
        "--connect",
        help="Also ask the connections and look for the files, without changing anything.",
    ),
]


def check(
    flow: FlowFile, connect: Connect = False, env_file: EnvFile = None, output: Format = Output.TEXT
) -> None:
    """Check a flow without running it."""
    found: list[dict[str, Any]]
    errors: list[Problem]
    try:
        document = load_flow(flow)
        if connect:
            findings = preflight(document, CommandLineHost(flow.parent, env_file))
            found = [finding._asdict() for finding in findings]
            errors = [Problem(one.path, one.message) for one in findings if one.severity == "error"]
            notes = [one for one in findings if one.severity != "error"]
        else:
            errors, notes = check_flow(document), []
            found = [problem._asdict() for problem in errors]
    except InvalidFlow as error:
        errors, notes = list(error.problems), []
        found = [problem._asdict() for problem in errors]
    if output is Output.JSON:
        print(json.dumps(found, indent=2))
        if errors:
            raise typer.Exit(1)
        return
    for note in notes:
        print(f"{note.severity}: {note.path}: {note.message}")
    if errors:
        raise failure(errors)
