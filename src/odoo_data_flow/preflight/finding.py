"""What is found before a run."""

from __future__ import annotations

from typing import Literal, NamedTuple

#: The run will fail; it will do less than is meant; good to know.
Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Finding(NamedTuple):
    """One finding. `path` names the element, `message` the cause and the remedy.

    `check`: which check has found it; `subject`: what a remedy is about (a connection, a language,
    a module), by its name. `connection`: the side that it is on; None is where the flow runs.
    """

    path: str
    severity: Severity
    message: str
    check: str = ""
    subject: str = ""
    connection: str | None = None
