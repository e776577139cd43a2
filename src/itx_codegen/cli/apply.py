"""`itx apply`."""

from __future__ import annotations

from typing import Annotated

import typer

from .common import Format, Output, show, told
from .server import Accept, Connect, Keep, Subject, VersionNumber, asks_server, subject_of

Seen = Annotated[
    str,
    typer.Option("--plan", metavar="FINGERPRINT", help="Which plan you have seen: itx plan says."),
]


@asks_server
def apply(
    connect: Connect,
    subject: Subject,
    seen: Seen,
    accept: Accept = False,
    keep: Keep = False,
    number: VersionNumber = None,
    output: Format = Output.TEXT,
) -> None:
    """Carry out a plan that was seen; no other one. A document is pushed and validated first.

    All of it happens or nothing. Only Moduler managers may.
    """
    with told(output):
        server = connect()
        done = server.apply(subject_of(server, subject, number), seen, accept, keep)
    if output is Output.JSON:
        show(done)
    else:
        outcome = "applied" if done["outcome"] == "applied" else "stands already; nothing to do"
        typer.echo(f"{done['module']}, version {done['version']}: {outcome}")
