"""Server actions and crons: each starts one thing, code or a flow."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ...ir.kinds.action_server import ActionServer
from ...ir.kinds.cron import Cron
from ...messages import Message, text
from ..context import Context


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each action or cron that starts nothing, or too much."""
    for element in context.elements:
        node = element.node
        if isinstance(node, Cron) or (isinstance(node, ActionServer) and node.state == "code"):
            for attribute, message in _does_one_thing(node):
                yield Problem(f"{element.path}.{attribute}", message)
        if isinstance(node, Cron) and node.interval_number < 1:
            message = text("A schedule needs an interval of at least 1.")
            yield Problem(f"{element.path}.interval_number", message)


def _does_one_thing(node: ActionServer | Cron) -> Iterator[tuple[str, Message]]:
    if bool(node.code.strip()) == bool(node.flow):
        yield "code", text("Write code or choose a flow: just one of the two.")
    if node.code.strip() and not node.model:
        yield "model", text("Code needs a model to run on.")
