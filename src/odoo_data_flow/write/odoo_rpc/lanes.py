"""Work for several threads, none of which touches what another one does."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")


@dataclass
class Task(Generic[Item]):
    """Some rows of one call. `touches`: the records that writing them changes as well."""

    rows: list[Item]
    touches: set[Hashable] = field(default_factory=set)


def packed(
    rows: Iterable[Item], touches: Callable[[Item], Iterable[Hashable]], size: int
) -> list[Task[Item]]:
    """The rows in tasks of at most `size`; those that touch the same stay together if they can.

    Rows that touch nothing keep their order.
    """
    rows = list(rows)
    groups = _connected([set(touches(row)) for row in rows])
    tasks: list[Task[Item]] = []
    for places in groups:
        for start in range(0, len(places), size):
            part = places[start : start + size]
            if not tasks or len(tasks[-1].rows) + len(part) > size:
                tasks.append(Task([]))
            for place in part:
                tasks[-1].rows.append(rows[place])
                tasks[-1].touches.update(touches(rows[place]))
    return tasks


def lanes(tasks: Sequence[Task[Any]], count: int) -> list[list[Task[Any]]]:
    """The tasks divided into at most `count` lanes of about equal length.

    Tasks of different lanes touch nothing in common: those of one lane follow each other.
    """
    found: list[list[Task[Any]]] = [[] for _ in range(max(1, count))]
    groups = [
        [tasks[place] for place in places] for places in _connected([t.touches for t in tasks])
    ]
    for group in sorted(groups, key=_length, reverse=True):
        min(found, key=_length).extend(group)
    return [lane for lane in found if lane]


def _length(tasks: Sequence[Task[Any]]) -> int:
    return sum(len(task.rows) for task in tasks)


def _connected(touched: Sequence[Iterable[Hashable]]) -> list[list[int]]:
    """Places of sets, grouped so that sets with a common member are in one group (union-find)."""
    parents: dict[Hashable, Hashable] = {}

    def root(node: Hashable) -> Hashable:
        while parents.setdefault(node, node) != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    firsts = []
    for place, members in enumerate(touched):
        # A set without members is alone; its own place stands for it.
        first: Hashable = None
        for member in members:
            if first is None:
                first = root(("touched", member))
            else:
                parents[root(("touched", member))] = root(first)
        firsts.append(("alone", place) if first is None else first)
    groups: dict[Hashable, list[int]] = {}
    for place, first in enumerate(firsts):
        groups.setdefault(root(first), []).append(place)
    return list(groups.values())
