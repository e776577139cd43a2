"""In what order operations are carried out. Explaining and applying walk the same stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..diff import Add, Change, Operation, Remove, Rename
from ..messages import Message, text


class Stage(NamedTuple):
    """A title, and the operations of the stage as batches of one verb on one kind."""

    title: Message
    batches: tuple[tuple[Operation, ...], ...]


#: Kinds in the order in which they may be made: each after those that it refers to.
_STRUCTURE = ("dependency", "group", "model", "field", "selection", "method", "constraint")
_SURFACE = (
    "access",
    "rule",
    "script",
    "flow",
    "flow_step",
    "action_window",
    "action_server",
    "view",
    "menu",
    "cron",
)

_Batch = tuple[type, str]

_STAGES: tuple[tuple[Message, tuple[_Batch, ...]], ...] = (
    (
        text("Remove what stands on the models"),
        tuple((Remove, kind) for kind in (*reversed(_SURFACE), "constraint")),
    ),
    (
        text("Build the models"),
        (
            *((verb, kind) for kind in ("dependency", "group", "model") for verb in (Rename, Add)),
            *((Change, kind) for kind in ("module", "group", "model")),
            (Rename, "field"),
            (Change, "field"),
            (Add, "field"),
            *((verb, "selection") for verb in (Rename, Change, Add, Remove)),
            *((verb, "method") for verb in (Rename, Change, Add, Remove)),
            *((verb, "constraint") for verb in (Rename, Change, Add)),
        ),
    ),
    (
        text("Remove fields and models"),
        tuple((Remove, kind) for kind in ("field", "model", "group", "dependency")),
    ),
    (
        text("Build what stands on the models"),
        tuple((verb, kind) for kind in _SURFACE for verb in (Rename, Change, Add)),
    ),
)


class UnplacedOperationError(LookupError):
    """An operation that no stage carries out. It must never be dropped in silence."""


def stages(operations: Iterable[Operation]) -> tuple[Stage, ...]:
    """Sort operations into stages; raise UnplacedOperationError for one that fits none."""
    waiting: dict[_Batch, list[Operation]] = {}
    for operation in operations:
        waiting.setdefault((type(operation), operation.kind), []).append(operation)
    found = []
    for title, batches in _STAGES:
        placed = tuple(tuple(waiting.pop(key)) for key in batches if key in waiting)
        if placed:
            found.append(Stage(title, placed))
    for left in waiting.values():
        raise UnplacedOperationError(str(left[0].describe()))
    return tuple(found)


def kinds() -> Iterator[str]:
    """Yield the kinds that the stages know."""
    yield from (*_STRUCTURE, *_SURFACE)
