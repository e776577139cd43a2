"""In what order operations are carried out. Explaining and applying walk the same stages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from graphlib import TopologicalSorter
from typing import NamedTuple

from ..diff import Add, Change, Operation, Remove, Rename
from ..ir import Layer, all_kinds
from ..messages import Message, text


class Stage(NamedTuple):
    """A title, and the operations of the stage as batches of one verb on one kind."""

    title: Message
    batches: tuple[tuple[Operation, ...], ...]


class UnplacedOperationError(LookupError):
    """An operation that no stage carries out. It must never be dropped in silence."""


_Batch = tuple[type, str]

#: What is renamed makes room for what comes; what changes may refer to what has come.
_BUILDING = (Rename, Add, Change)


def _goes_first(kind: str) -> bool:
    """Tell whether elements of a kind are removed before anything is built.

    So go parts of other elements, and what nothing refers to: their names may be taken again by
    what comes. What others refer to goes last: what stays may let go of it before.
    """
    found = all_kinds()
    followed = frozenset().union(*(other.follows for other in found.values()))
    return not found[kind].collection or kind not in followed


@cache
def kinds_of(layer: Layer) -> tuple[str, ...]:
    """Return the kinds of a layer in the order in which they are made, each after what it follows.

    Raises `graphlib.CycleError` where kinds follow each other in a circle.
    """
    found = all_kinds()
    order = TopologicalSorter({name: sorted(kind.follows) for name, kind in found.items()})
    return tuple(name for name in order.static_order() if found[name].layer is layer)


@cache
def _stage_batches() -> tuple[tuple[Message, tuple[_Batch, ...]], ...]:
    structure, surface = kinds_of(Layer.STRUCTURE), kinds_of(Layer.SURFACE)
    removed = (*reversed(surface), *reversed(structure))
    return (
        (
            text("Remove what nothing stands on"),
            tuple((Remove, kind) for kind in removed if _goes_first(kind)),
        ),
        (
            text("Build the models"),
            tuple((verb, kind) for kind in structure for verb in _BUILDING),
        ),
        (
            text("Build what stands on the models"),
            tuple((verb, kind) for kind in surface for verb in _BUILDING),
        ),
        (
            text("Remove what nothing needs any more"),
            tuple((Remove, kind) for kind in removed if not _goes_first(kind)),
        ),
    )


def stages(operations: Iterable[Operation]) -> tuple[Stage, ...]:
    """Sort operations into stages; raise UnplacedOperationError for one that fits none."""
    waiting: dict[_Batch, list[Operation]] = {}
    for operation in operations:
        waiting.setdefault((type(operation), operation.kind), []).append(operation)
    found = []
    for title, batches in _stage_batches():
        placed = tuple(tuple(waiting.pop(key)) for key in batches if key in waiting)
        if placed:
            found.append(Stage(title, placed))
    for left in waiting.values():
        raise UnplacedOperationError(str(left[0].describe()))
    return tuple(found)
