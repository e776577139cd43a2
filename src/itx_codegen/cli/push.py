"""`itx push`."""

from __future__ import annotations

import typer

from .common import DocumentFile, Format, Output, show, told
from .server import Connect, asks_server, described

_OUTCOMES = {
    "created": "made",
    "version": "made, the version before is archived",
    "unchanged": "holds just that already; nothing written",
}


@asks_server
def push(
    connect: Connect,
    document: DocumentFile,
    output: Format = Output.TEXT,
) -> None:
    """Make a module, or the next version of one, of a document. Writes nothing that is there."""
    with told(output):
        values = described(document)
        pushed = connect().push(values)
    version = pushed.version
    if output is Output.JSON:
        show(
            {
                **version._asdict(),
                "outcome": pushed.outcome,
                "changes": list(pushed.changes),
            }
        )
    else:
        place = f"{version.module}, version {version.version} ({version.state})"
        typer.echo(f"{place}: {_OUTCOMES[pushed.outcome]}")
        if pushed.outcome == "version":
            for change in pushed.changes:
                typer.echo(f"  {change}")
