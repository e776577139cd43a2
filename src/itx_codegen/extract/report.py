"""What was found in a module, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, NamedTuple


class Kept(str, Enum):
    """What became of something that stands in a module.

    *Modelled*: an element of the document says it. *Verbatim*: its text is carried as it is.
    *Unsupported*: it can't be carried.
    """

    MODELLED = "modelled"
    VERBATIM = "verbatim"
    UNSUPPORTED = "unsupported"


class Entry(NamedTuple):
    """One thing that was found: of which sort, in which file and line (from 1), under which name.

    `reason` says why it is not modelled; or, of what is, why it is a data record and no element of
    its sort. Else it is empty.
    """

    sort: str
    path: str
    line: int
    name: str
    kept: Kept
    reason: str = ""


class Report:
    """Every thing that was found in a module, each exactly once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)

    def of(self, kept: Kept) -> Iterator[Entry]:
        """Yield what became that."""
        return (entry for entry in self.entries if entry.kept is kept)

    def table(self) -> dict[str, dict[Kept, int]]:
        """Return sort → how many were kept in which way, in the order of the sorts' names."""
        counted = Counter((entry.sort, entry.kept) for entry in self.entries)
        sorts = sorted({entry.sort for entry in self.entries})
        return {sort: {kept: counted[sort, kept] for kept in Kept} for sort in sorts}

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON values: `counts`, and each of `entries`."""
        return {
            "counts": {
                sort: {kept.value: number for kept, number in row.items()}
                for sort, row in self.table().items()
            },
            "entries": [
                {**entry._asdict(), "kept": entry.kept.value, "reason": str(entry.reason)}
                for entry in self.entries
            ],
        }
