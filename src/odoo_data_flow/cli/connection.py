"""`odf connection test`: does a connection work, and what may it do?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..connect import OdooConnection, check_connection, connection_settings
from ..errors import FlowError
from .output import Format, Output, failure

connection = typer.Typer(help="Connections to Odoo servers.", no_args_is_help=True)


@connection.callback()
def _group() -> None:
    """A group, though it has one command so far."""


@connection.command("test")
def try_out(
    target: Annotated[
        str,
        typer.Argument(
            metavar="[URL|NAME]",
            help="An address, or the name of a connection: ODF_<NAME>_URL and so on.",
        ),
    ] = "",
    db: Annotated[str | None, typer.Option(help="The database.")] = None,
    login: Annotated[str | None, typer.Option(help="The login.")] = None,
    env_file: Annotated[
        Path | None,
        typer.Option(help="A file of KEY=value lines instead of .env."),
    ] = None,
    output: Format = Output.TEXT,
) -> None:
    """Connect, log in and tell what was found. Key or password come from the environment, .env or
    the keyring, never from the command line, where everybody on the machine can read them.
    """
    try:
        with _connect(target, db, login, env_file) as odoo:
            report = check_connection(odoo)
    except FlowError as error:
        raise failure([error.problem]) from None
    if output is Output.JSON:
        print(report.model_dump_json(indent=2))
        return
    print(f"{report.url}, database {report.database}: Odoo {report.version}")
    print(f"connected by {report.protocol} as user {report.user_id}")
    for warning in report.warnings:
        print(warning, file=sys.stderr)


def _connect(
    target: str, db: str | None, login: str | None, env_file: Path | None
) -> OdooConnection:
    is_address = "://" in target
    settings = connection_settings(
        "" if is_address else target,
        env_file,
        url=target if is_address else None,
        db=db,
        login=login,
    )
    return settings.connect()
