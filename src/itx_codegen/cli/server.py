"""What the commands that ask a server share: their options, and what they are about."""

from __future__ import annotations

import inspect
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ..ir.json_text import parsed
from ..remote import Client, Moduler, Version, find_access
from .common import read

Url = Annotated[
    str | None,
    typer.Option("--url", help="The server: https://odoo.example.com. Else ITX_URL, or .env."),
]
Database = Annotated[
    str | None, typer.Option("--db", help="The database. Else ITX_DB, .env, or its only one.")
]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", help="A file with the API key. Else ITX_API_KEY, or .env."),
]
AllowHttp = Annotated[
    bool, typer.Option("--allow-http", help="Send the key unencrypted, in a network of your own.")
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=1, help="Seconds to wait for an answer of the server.")
]
VersionNumber = Annotated[
    int | None,
    typer.Option("--version", metavar="NUMBER", min=1, help="Not the newest version, but this."),
]
ModuleName = Annotated[
    str, typer.Argument(metavar="MODULE", help="The technical name of a module on the server.")
]
Subject = Annotated[
    str,
    typer.Argument(
        metavar="DOC|MODULE", help="A document: a JSON file; or a module on the server, by name."
    ),
]
Accept = Annotated[
    bool, typer.Option("--accept", help="Agree to lose all data that this plan destroys.")
]
Keep = Annotated[
    bool, typer.Option("--keep", help="Put the columns of fields that go aside instead.")
]

Connect = Callable[[], Moduler]

#: Applying a large module takes its time.
_PATIENCE = 600.0

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def asks_server(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say which server.

    Its first parameter is a function that returns the modules of that server, or raises
    RemoteError where options and environment don't say which.
    """

    def run(
        *,
        url: Url = None,
        database: Database = None,
        key_file: KeyFile = None,
        allow_http: AllowHttp = False,
        timeout: Timeout = _PATIENCE,
        **own: Any,
    ) -> None:
        def connect() -> Moduler:
            access = find_access(
                os.environ,
                Path.cwd(),
                url=url,
                database=database,
                key_file=key_file,
                allow_http=allow_http,
            )
            return Moduler(Client(access, timeout))

        command(connect, **own)

    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    shared = [
        parameter
        for parameter in inspect.signature(run, eval_str=True).parameters.values()
        if parameter.kind is parameter.KEYWORD_ONLY
    ]
    parameters = [one.replace(kind=one.KEYWORD_ONLY) for one in (*own, *shared)]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    return run


def described(file: Path) -> dict[str, Any]:
    """Return the JSON values of a document as they are written; raise DocumentError for a bad one.

    They go to the server as they are: it knows the elements' identities, where the file has none.
    """
    read(file)
    values: dict[str, Any] = parsed(file.read_text(encoding="utf-8"))
    return values


def is_module(subject: str) -> bool:
    """Say whether a subject is the name of a module, and not a file."""
    return bool(_NAME.fullmatch(subject)) and not Path(subject).exists()


def subject_of(server: Moduler, subject: str, number: int | None) -> Version | dict[str, Any]:
    """Return the version on the server, or the document, that a subject stands for."""
    if is_module(subject):
        return server.version(subject, number)
    if number is not None:
        raise typer.BadParameter("A file has no versions.", param_hint="--version")
    return described(Path(subject))


def document_text(document: dict[str, Any]) -> str:
    """Return a document laid out for reading and for Git."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
