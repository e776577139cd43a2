"""`itx plan`."""

from __future__ import annotations

import typer

from ..remote import PlanTold, Version
from .common import Format, Output, show, told
from .server import Connect, Subject, VersionNumber, asks_server, subject_of

#: Exit statuses; 1 and 2 are problems and wrong usage, as everywhere.
PENDING, DESTRUCTIVE, BLOCKED = 3, 4, 5


@asks_server
def plan(
    connect: Connect,
    subject: Subject,
    number: VersionNumber = None,
    output: Format = Output.TEXT,
) -> None:
    """Tell what applying would change in the database. Writes nothing, there or here.

    Exit status 0: nothing to do. 3: there are changes. 4: some destroy data, and need --accept or
    --keep. 5: something can't be done as things are.
    """
    with told(output):
        server = connect()
        found = subject_of(server, subject, number)
        document = server.document(found) if isinstance(found, Version) else found
        made = server.plan(document)
    status = _status(made)
    if output is Output.JSON:
        show({**made._asdict(), "status": status})
    else:
        typer.echo(made.text)
        typer.echo(f"\nPlan {made.fingerprint}")
    if status:
        raise typer.Exit(status)


def _status(made: PlanTold) -> int:
    if made.blocked:
        return BLOCKED
    if made.destructive:
        return DESTRUCTIVE
    return PENDING if made.operations else 0
