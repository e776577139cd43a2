"""`itx export`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from ..publish import write_file
from .common import Format, Output, show, told
from .server import Connect, ModuleName, VersionNumber, asks_server

Target = Annotated[Path, typer.Option("--output", "-o", metavar="ZIP", help="The ZIP to write.")]


@asks_server
def export(
    connect: Connect,
    module: ModuleName,
    target: Target,
    number: VersionNumber = None,
    output: Format = Output.TEXT,
) -> None:
    """Write a module on a server as an installable ZIP. A draft is validated first."""
    with told(output):
        server = connect()
        version = server.version(module, number)
        content = server.export(version)
        write_file(content, target)
    digest = hashlib.sha256(content).hexdigest()
    if output is Output.JSON:
        show({**version._asdict(), "output": str(target), "sha256": digest})
    else:
        typer.echo(f"{version.module}, version {version.version}: {target} ({digest})")
