"""The commands of `odf`: thin shells over the library.

Problems go to stderr as `path: message`, exit status 1; usage errors give 2.
"""

from __future__ import annotations

import json

import typer

from ..errors import InvalidFlow
from ..flow import check_flow, flow_schema, load_flow
from .activity import activity
from .connection import connection
from .export import export
from .load import import_file, write_file
from .migrate import migrate
from .output import Format, Output, failure
from .pipeline import FlowFile
from .run import run
from .state import state

app = typer.Typer(
    help="Data flows: from files, databases and Odoo servers, by way of scripts, to the same.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(activity, name="activity")
app.add_typer(connection, name="connection")
app.add_typer(state, name="state")
app.command()(run)
app.command("import")(import_file)
app.command("write")(write_file)
app.command()(export)
app.command()(migrate)


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
