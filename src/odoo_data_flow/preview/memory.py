"""Values that are kept for a short while, in the memory of this process alone."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple

#: How long a value is given out, in seconds: as long as somebody tries out changes of a step.
SECONDS = 300.0
#: Bytes of all values together.
SIZE = 64 * 2**20
#: What the keeping of a value costs besides its content, roughly.
_OVERHEAD = 2**10


class Kept(NamedTuple):
    """A value, and how old it is in seconds."""

    value: Any
    age: float


class _Entry(NamedTuple):
    owner: str
    value: Any
    size: int
    since: float


class Memory:
    """Values by key, each of one owner. Safe for any number of threads.

    A value is given out for `seconds` after it was put here. If all are larger than `size` bytes,
    those that nobody has asked for the longest go; one that is too large by itself is not kept.
    """

    def __init__(
        self,
        seconds: float = SECONDS,
        size: int = SIZE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._size = size
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    def get(self, owner: str, key: str) -> Kept | None:
        """What the owner has put there, if it is young enough."""
        with self._lock:
            self._drop_old()
            entry = self._entries.get(key)
            if entry is None or entry.owner != owner:
                return None
            self._entries.move_to_end(key)
            return Kept(entry.value, self._clock() - entry.since)

    def put(self, owner: str, key: str, value: Any, size: int) -> None:
        """Keep a value, which takes so many bytes, in the place of another of this key."""
        with self._lock:
            self._entries.pop(key, None)
            self._entries[key] = _Entry(owner, value, size + _OVERHEAD, self._clock())
            self._drop_old()
            while sum(entry.size for entry in self._entries.values()) > self._size:
                self._entries.popitem(last=False)

    def forget(self, owner: str) -> None:
        """Drop all that is of an owner."""
        with self._lock:
            for key in [key for key, entry in self._entries.items() if entry.owner == owner]:
                del self._entries[key]

    def _drop_old(self) -> None:
        oldest = self._clock() - self._seconds
        for key in [key for key, entry in self._entries.items() if entry.since <= oldest]:
            del self._entries[key]
