"""The commands of `odf`: thin shells over the library.

Problems go to stderr as `path: message`, exit status 1; usage errors give 2.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Annotated

import typer

from ..flow import flow_schema
from .activity import activity
from .check import check
from .connection import connection
from .export import export
from .load import import_file, write_file
from .migrate import migrate
from .run import run
from .state import state

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(activity, name="activity")
app.add_typer(connection, name="connection")
app.add_typer(state, name="state")
app.command()(run)
app.command()(check)
app.command("import")(import_file)
app.command("write")(write_file)
app.command()(export)
app.command()(migrate)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"odf {version('itx-moduler')}")
        raise typer.Exit


@app.callback()
def main_options(
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Data flows: from files, databases and Odoo servers, by way of scripts, to the same."""


@app.command()
def schema() -> None:
    """Print the JSON Schema of flow documents."""
    print(json.dumps(flow_schema(), indent=2))


def main() -> None:
    """Entry point of the command."""
    app()
