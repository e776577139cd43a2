"""The records that data flows become in a module: their models, XML ids, and the code that starts
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .kinds.connection import Connection
from .kinds.flow import Flow
from .kinds.flow_step import FlowStep
from .kinds.script import Script
from .node import Node

#: The addon that runs flows.
RUNTIME = "odf_core"
#: Its models.
FLOW = "odf.flow"
STEP = "odf.flow.step"
SCRIPT = "odf.transform.script"
CONNECTION = "odf.connection"
#: What the code of an action hands on of the records that are selected.
SELECTED = "records"

_START = re.compile(
    r"""(action = )?env\.ref\((?P<name>(?P<quote>["'])(?P<module>\w+)\.flow_(?P<flow>\w+)"""
    rf"""(?P=quote))\)\.\w+\((?P<of>{SELECTED})?\)"""
)


class Start(NamedTuple):
    """What a piece of code starts: the flow of that name, here or for the `selected` records."""

    flow: str
    selected: bool


def start(name: str, answers: bool, selected: bool) -> str:
    """Return the code that starts a flow. `name`: a Python literal of its record's XML id.

    `answers`: whether the code hands on what the flow answers, as that of actions does and that of
    schedules does not. An action for all records may take long: it queues a run and opens it. What
    it does to the records that are `selected` is done when it returns.
    """
    if selected:
        return f"action = env.ref({name}).run({SELECTED})"
    return f"action = env.ref({name}).action_run()" if answers else f"env.ref({name}).run()"


def started(code: str, module: str, answers: bool) -> Start | None:
    """Return what code starts that does nothing else; None for other code.

    `module` is the one whose flow it must be. `answers`: see `start`.
    """
    match = _START.fullmatch(code.strip())
    if match is None or match["module"] != module:
        return None
    if code.strip() != start(match["name"], answers, bool(match["of"])):
        return None
    return Start(match["flow"], bool(match["of"]))


def flow_id(name: str) -> str:
    """Return the XML id of a flow's record."""
    return f"flow_{name}"


def step_id(flow: str, step: str) -> str:
    """Return the XML id of the record of a flow's step."""
    return f"flow_{flow}_step_{step}"


def script_id(name: str) -> str:
    """Return the XML id of a script's record."""
    return f"script_{name}"


def connection_id(name: str) -> str:
    """Return the XML id of a connection's record."""
    return f"connection_{name}"


def script_path(name: str) -> str:
    """Return the path of a script's file below the folder of its module."""
    return f"scripts/{name}.py"


def record_id(node: Node, parent: Node | None) -> str:
    """Return the XML id of the record that an element of a flow is; empty for other elements."""
    if isinstance(node, Flow):
        return flow_id(node.name)
    if isinstance(node, FlowStep) and parent is not None:
        return step_id(parent.ident, node.name)
    if isinstance(node, Script):
        return script_id(node.name)
    if isinstance(node, Connection):
        return connection_id(node.name)
    return ""


def selected_model(flows: Iterable[Flow], name: str, model: str) -> str:
    """Return the model of whose selected records an action runs the flow `name`; empty for none.

    `flows` are those of the document, `model` is the one in whose menu the action stands.
    """
    reads = any(flow.reads_here(model) for flow in flows if flow.name == name)
    return model if reads else ""
