"""`itx pull`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..publish import write_file
from .common import Format, Output, show, told
from .server import Connect, ModuleName, VersionNumber, asks_server, document_text

Target = Annotated[
    Path, typer.Option("--output", "-o", metavar="DOC", help="The file to write the document to.")
]


@asks_server
def pull(
    connect: Connect,
    module: ModuleName,
    target: Target,
    number: VersionNumber = None,
    output: Format = Output.TEXT,
) -> None:
    """Write the document of a module on a server to a file."""
    with told(output):
        server = connect()
        version = server.version(module, number)
        content = document_text(server.document(version)).encode("utf-8")
        changed = not target.is_file() or target.read_bytes() != content
        if changed:
            write_file(content, target)
    if output is Output.JSON:
        show({**version._asdict(), "output": str(target), "changed": changed})
    else:
        done = "written" if changed else "the same as before"
        typer.echo(f"{version.module}, version {version.version} ({version.state}): {done}")
