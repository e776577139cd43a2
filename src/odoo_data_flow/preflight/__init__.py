"""What can be found out before a run, on both sides, without changing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..errors import FlowError
from ..flow import Flow, check_flow
from ..run import Host
from . import (
    access,
    columns,
    connections,
    fields,
    files,
    languages,
    modules,
    required,
    sandbox,
    selections,
    types,
)
from .finding import SEVERITIES, Finding, Severity
from .inquiry import Inquiry
from .remote import RemoteSide
from .side import Described, Side

#: In this order: a connection that does not work is asked no more by those that follow.
CHECKS: tuple[Callable[[Inquiry], Iterator[Finding]], ...] = (
    connections.check,
    files.check,
    columns.check,
    sandbox.check,
    fields.check,
    access.check,
    types.check,
    required.check,
    selections.check,
    languages.check,
    modules.check,
)


def preflight(
    flow: Flow, host: Host, here: Side | None = None, unsafe: bool = False
) -> list[Finding]:
    """All findings, the worst first.

    `host`: as of a run; its connections are asked, files are looked for. `here`: the Odoo where the
    flow runs, None on the command line. `unsafe`: scripts will run without the sandbox. If the flow
    itself is wrong (`check_flow`), that is all that is found.
    """
    found = dict.fromkeys(_wrong(flow))
    if not found:
        inquiry = Inquiry(flow, host, here, unsafe)
        for check in CHECKS:
            found |= dict.fromkeys(_all(check, inquiry))
    ordered = sorted(found, key=lambda finding: SEVERITIES.index(finding.severity))
    return [finding._replace(message=host.say(finding.message)) for finding in ordered]


def _all(check: Callable[[Inquiry], Iterator[Finding]], inquiry: Inquiry) -> Iterator[Finding]:
    try:
        yield from check(inquiry)
    except FlowError as error:
        # A server that fails in the middle; the other checks may still have something to say.
        yield Finding(error.path, "error", error.message, "connections")


def _wrong(flow: Flow) -> Iterator[Finding]:
    for path, message in check_flow(flow):
        yield Finding(path, "error", message, "flow")


__all__ = [
    "CHECKS",
    "SEVERITIES",
    "Described",
    "Finding",
    "Inquiry",
    "RemoteSide",
    "Severity",
    "Side",
    "preflight",
]
