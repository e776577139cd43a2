"""What must stand before what."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


class CycleError(ValueError):
    """Things that refer to each other in a ring; `members` lists them."""

    def __init__(self, members: Sequence[Any]) -> None:
        self.members: tuple[Any, ...] = tuple(members)
        super().__init__(f"{len(self.members)} things refer to each other in a ring")


def ordered(
    items: Sequence[T],
    gives: Callable[[T], Collection[str]],
    needs: Callable[[T], Collection[str]],
) -> list[T]:
    """Return the items so that each stands after those that give what it needs.

    The given order holds wherever the needs allow it. A need that no item gives is met elsewhere.
    Raises CycleError.
    """
    giver = {name: index for index, item in enumerate(items) for name in gives(item)}
    before = [
        {giver[name] for name in needs(item) if name in giver} - {index}
        for index, item in enumerate(items)
    ]
    after: list[list[int]] = [[] for _ in items]
    for index, earlier in enumerate(before):
        for one in earlier:
            after[one].append(index)
    waiting = [len(earlier) for earlier in before]
    ready = [index for index, count in enumerate(waiting) if not count]
    result: list[T] = []
    while ready:
        index = heapq.heappop(ready)
        result.append(items[index])
        for one in after[index]:
            waiting[one] -= 1
            if not waiting[one]:
                heapq.heappush(ready, one)
    if len(result) < len(items):
        raise CycleError([item for item, count in zip(items, waiting, strict=True) if count])
    return result
