"""In what order elements get their new names, so that a name is free when it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from ..diff import Operation, Rename
from ..ir import Element


def in_free_order(
    operations: Sequence[Operation], before: dict[str, Element]
) -> tuple[list[Operation], frozenset[str]]:
    """Return operations with the renames in an order that works; all else keeps its place.

    Names are given one at a time: what takes the name of another element comes after that one has
    got its own. The uids of elements that exchange names, for which no order works, come second.
    `before` is uid → element of what lives now.
    """
    renames = [one for one in operations if isinstance(one, Rename) and one.uid in before]
    order, stuck = _order(renames, before)
    waiting = iter(order)
    moved = {id(one) for one in renames}
    return [next(waiting) if id(one) in moved else one for one in operations], stuck


def _order(
    renames: Sequence[Rename], before: dict[str, Element]
) -> tuple[list[Rename], frozenset[str]]:
    try:
        return list(_sorter(renames, before).static_order()), frozenset()
    except CycleError as error:
        circle = {one.uid for one in error.args[1]}
    rest, stuck = _order([one for one in renames if one.uid not in circle], before)
    return [*rest, *(one for one in renames if one.uid in circle)], stuck | circle


def _sorter(renames: Sequence[Rename], before: dict[str, Element]) -> TopologicalSorter[Rename]:
    holders = {(one.kind, before[one.uid].parent, one.old): one for one in renames}
    sorter: TopologicalSorter[Rename] = TopologicalSorter()
    for one in renames:
        holder = holders.get((one.kind, before[one.uid].parent, one.new))
        sorter.add(one, *([holder] if holder is not None and holder is not one else []))
    return sorter
