"""Connections: known, reachable, and let in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..client import Odoo
from ..connect import check_connection
from ..connect.check import check_database, check_service
from ..connect.database import Database
from ..connect.web import WebService
from ..errors import FlowError
from ..flow import TransformStep
from .finding import Finding
from .inquiry import Inquiry


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """Each connection once, at the first step that uses it."""
    asked: set[str] = set()
    for step in inquiry.flow.steps:
        name = "" if isinstance(step, TransformStep) else step.connection
        if not name or name in asked:
            continue
        asked.add(name)
        path = f"steps.{step.name}.connection"
        found = inquiry.reach(name)
        try:
            warnings = _warnings(found)
        except FlowError as error:
            inquiry.lost(name, error)
            yield Finding(path, "error", str(error), "connections", name)
            continue
        for warning in warnings:
            yield Finding(path, "warning", warning, "connections", name)


def _warnings(found: Any) -> tuple[str, ...]:
    """What is not as it should be. Raises FlowError if the connection does not work."""
    if isinstance(found, FlowError):
        raise found
    if isinstance(found, Odoo):
        return check_connection(found.connection).warnings
    if isinstance(found, Database):
        return check_database(found).warnings
    if isinstance(found, WebService):
        return check_service(found).warnings
    return ()
