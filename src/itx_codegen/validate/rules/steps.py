"""Actions, crons and the steps of flows: just what each needs, no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ...errors import Problem
from ...ir.kinds.action_server import ActionServer
from ...ir.kinds.cron import Cron
from ...ir.kinds.flow_step import FlowStep
from ...messages import Message, text
from ..context import Context

#: What the engine of data flows reads and writes.
_FORMATS = ("csv", "parquet", "jsonl")
_COLUMN_TYPES = ("str", "int", "float", "bool", "date", "datetime")
_MEANINGLESS = {
    "read": ("script", "model", "key", "mapping"),
    "transform": ("format", "path", "options", "columns", "model", "key", "mapping"),
    "write": ("script", "columns"),
}


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each step or action that lacks something or has too much."""
    for element in context.elements:
        node = element.node
        if isinstance(node, Cron) or (isinstance(node, ActionServer) and node.state == "code"):
            for attribute, message in _does_one_thing(node):
                yield Problem(f"{element.path}.{attribute}", message)
        if isinstance(node, Cron) and node.interval_number < 1:
            message = text("A schedule needs an interval of at least 1.")
            yield Problem(f"{element.path}.interval_number", message)
        if isinstance(node, FlowStep):
            for attribute, message in _step(node):
                yield Problem(f"{element.path}.{attribute}", message)


def _does_one_thing(node: ActionServer | Cron) -> Iterator[tuple[str, Message]]:
    if bool(node.code.strip()) == bool(node.flow):
        yield "code", text("Write code or choose a flow: just one of the two.")
    if node.code.strip() and not node.model:
        yield "model", text("Code needs a model to run on.")


def _step(step: FlowStep) -> Iterator[tuple[str, Message]]:
    if step.type == "read" and not (step.format and step.path):
        yield "path", text("A read step needs a format and the path of a file.")
    if step.format and step.format not in _FORMATS:
        yield (
            "format",
            text(
                "%(format)s is no format of files; choose one of %(choices)s.",
                format=repr(step.format),
                choices=", ".join(_FORMATS),
            ),
        )
    for column, kind in step.columns.items():
        if kind not in _COLUMN_TYPES:
            yield (
                f"columns.{column}",
                text(
                    "%(type)s is no type of column; choose one of %(choices)s.",
                    type=repr(kind),
                    choices=", ".join(_COLUMN_TYPES),
                ),
            )
    for attribute in _MEANINGLESS[step.type]:
        if getattr(step, attribute):
            yield attribute, text("It means nothing in a %(type)s step; remove it.", type=step.type)
    if step.type == "transform" and not step.script:
        yield "script", text("A transform step needs a script.")
    if step.type == "write" and not (step.model or step.path):
        yield "model", text("A write step needs a model or the path of a file.")
    if step.type == "write" and step.model and not (step.key and step.mapping):
        yield "mapping", text("Writing to a model needs a key column and a mapping of fields.")
    path = PurePosixPath(step.path)
    if step.path and (path.is_absolute() or ".." in path.parts):
        yield (
            "path",
            text("%(path)s leaves the data folder; write a path inside it.", path=step.path),
        )
