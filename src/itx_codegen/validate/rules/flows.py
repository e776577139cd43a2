"""Data flows and their steps: just what each needs, no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath, PureWindowsPath

from ...errors import Problem
from ...ir.kinds.flow import NO_LIMIT, Flow
from ...ir.kinds.flow_step import FlowStep
from ...messages import Message, text
from ..context import Context
from ..flow_formats import COLUMN_TYPES, CONTRACT, READ, UPSERT, WRITABLE, WRITE, Format

#: Step type → attributes that mean something in it; the others must be left at their defaults.
_MEANINGFUL = {
    "read": {
        *("format", "path", "connection", "options", "columns", "contract"),
        *("output", "key", "deleted", "relations"),
    },
    "transform": {
        *("script", "input", "output", "row_wise", "on_error", "columns", "contract"),
    },
    "write": {
        *("input", "connection", "model", "key", "mapping", "compare"),
        *("format", "path", "options"),
    },
}

_Found = Iterator[tuple[str, Message]]


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each flow or step that lacks something or has too much."""
    for path, flow in context.of(Flow):
        for attribute, message in _flow(flow):
            yield Problem(f"{path}.{attribute}", message)
        for step in flow.steps:
            for attribute, message in (*_step(step), *_connected(context, step)):
                yield Problem(f"{path}.steps[{step.name}].{attribute}", message)


def _flow(flow: Flow) -> _Found:
    if flow.max_rejects < NO_LIMIT:
        yield "max_rejects", text("Write how many rows at most, or -1 for no limit.")
    if flow.keep_days < 0:
        yield "keep_days", text("Write a number of days, or 0 to keep all runs.")
    if not flow.steps:
        yield "steps", text("The flow has no step; begin with one that reads.")
    yield from _frames(flow)
    for step in flow.steps:
        if flow.mode == "delta" and step.type == "read" and not step.key:
            yield (
                f"steps[{step.name}].key",
                text(
                    "Changes are found by the column that tells the rows apart; name it, or let "
                    "the mode be full."
                ),
            )


def _frames(flow: Flow) -> _Found:
    """A frame must be there before it is used; after a script nobody knows which there are."""
    frames: set[str] = set()
    for step in flow.steps:
        if step.type == "read":
            frames |= {step.output, step.deleted or step.output}
            continue
        if step.input not in frames:
            yield (
                f"steps[{step.name}].input",
                text(
                    "No step before it makes a frame %(name)s; there is %(known)s.",
                    name=step.input,
                    known=", ".join(sorted(frames)) or "-",
                ),
            )
        if step.type == "transform":
            return


def _step(step: FlowStep) -> _Found:
    for attribute in step.own_attributes():
        if attribute not in {"name", "type", *_MEANINGFUL[step.type]} and _is_set(step, attribute):
            yield attribute, text("It means nothing in a %(type)s step; remove it.", type=step.type)
    yield from _STEPS[step.type](step)
    yield from _columns(step)
    if step.path and _leaves(step.path):
        yield (
            "path",
            text("%(path)s leaves the data folder; write a path inside it.", path=step.path),
        )


def _is_set(step: FlowStep, attribute: str) -> bool:
    info = type(step).model_fields[attribute]
    return bool(getattr(step, attribute) != info.get_default(call_default_factory=True))


def _leaves(path: str) -> bool:
    absolute = PurePosixPath(path).is_absolute() or bool(PureWindowsPath(path).anchor)
    return absolute or ".." in PurePosixPath(path.replace("\\", "/")).parts


def _read(step: FlowStep) -> _Found:
    known = READ.get(step.format)
    if known is None:
        yield "format", _no_format(step.format, READ)
        return
    yield from _options(step, step.format, known)
    if known.connections:
        if not (step.connection or known.reads_here):
            yield "connection", text("It reads from a connection; name it.")
        if step.path:
            yield "path", text("The format %(name)s reads no file; remove it.", name=step.format)
    else:
        if not step.path:
            yield "path", text("A read step needs a format and the path of a file.")
        if step.connection:
            yield "connection", text("A file needs no connection; remove it.")
    if (step.deleted or step.relations) and not step.key:
        yield "key", text("Name the column that tells the rows apart.")
    if step.relations and not known.knows_changes:
        yield (
            "relations",
            text(
                "Rows of the format %(name)s are compared as they are; remove it.", name=step.format
            ),
        )


def _transform(step: FlowStep) -> _Found:
    if not step.script:
        yield "script", text("A transform step needs a script.")
    if step.on_error != "stop" and not step.row_wise:
        yield (
            "on_error",
            text("It needs a script that works row by row; say so, or let the run stop."),
        )


def _write(step: FlowStep) -> _Found:
    if step.model:
        for attribute in ("format", "path"):
            if getattr(step, attribute):
                yield attribute, text("The step writes to a model, not to a file; remove it.")
        yield from _options(step, "model", UPSERT)
        if not (step.key and step.mapping):
            yield "mapping", text("Writing to a model needs a key column and a mapping of fields.")
        return
    if not step.path:
        yield "model", text("A write step needs a model or the path of a file.")
        return
    for attribute in ("key", "mapping", "connection"):
        if getattr(step, attribute):
            yield attribute, text("The step writes to a file, not to a model; remove it.")
    known = WRITE.get(step.format)
    if known is None:
        yield "format", _no_format(step.format, WRITE)
    else:
        yield from _options(step, step.format, known)


_STEPS = {"read": _read, "transform": _transform, "write": _write}


def _no_format(name: str, known: Mapping[str, Format]) -> Message:
    return text(
        "%(format)s is no format that can be used here; choose one of %(choices)s.",
        format=repr(name),
        choices=", ".join(sorted(known)),
    )


def _options(step: FlowStep, whose: str, known: Format) -> _Found:
    for name in sorted(step.options.keys() - known.options):
        yield (
            f"options.{name}",
            text(
                "It is no option of %(format)s; there is %(choices)s.",
                format=whose,
                choices=", ".join(sorted(known.options)) or "-",
            ),
        )
    for name in sorted(known.required):
        if not step.options.get(name):
            yield f"options.{name}", text("The format %(name)s needs it.", name=step.format)


def _columns(step: FlowStep) -> _Found:
    for column, kind in step.columns.items():
        if kind not in COLUMN_TYPES:
            yield (
                f"columns.{column}",
                text(
                    "%(type)s is no type of column; choose one of %(choices)s.",
                    type=repr(kind),
                    choices=", ".join(COLUMN_TYPES),
                ),
            )
    for name, said in step.contract.items():
        if said not in CONTRACT.get(name, ()):
            choices = CONTRACT.get(name, tuple(CONTRACT))
            yield (
                f"contract.{name}",
                text(
                    "%(value)s says nothing here; choose one of %(choices)s.",
                    value=repr(said if name in CONTRACT else name),
                    choices=", ".join(choices),
                ),
            )


def _connected(context: Context, step: FlowStep) -> _Found:
    """The connection must be of a type that the step can read from or write to."""
    if step.model_read_here and context.has_model(step.model_read_here) is False:
        yield (
            "options.model",
            text(
                "There is no model %(name)s, neither in this module nor in those it depends on.",
                name=step.model_read_here,
            ),
        )
    connection = context.connections.get(step.connection)
    if connection is None:
        return
    fitting = READ[step.format].connections if step.format in READ else frozenset[str]()
    if step.type == "write":
        fitting = WRITABLE
    if fitting and connection.type not in fitting:
        yield (
            "connection",
            text(
                "%(name)s is of the type %(type)s; here it must be one of %(types)s.",
                name=step.connection,
                type=connection.type,
                types=", ".join(sorted(fitting)),
            ),
        )
