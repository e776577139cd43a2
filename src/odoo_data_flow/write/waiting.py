"""Rows that refer to rows still to come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import polars as pl


class WaitingInlet(Hashable, Protocol):
    """An inlet whose rows can wait for those of others."""

    def attempt(
        self, frame: pl.DataFrame, *, without: bool = False, last: bool = False
    ) -> tuple[Collection[str], Iterable[Waiting[Any]]]:
        """Write what can be written now. Returns the external ids of new records, and the rows that
        wait.

        `without`: don't wait; leave out references to what is not there, and note the row as
        unfinished. `last`: don't wait; refuse such a row.
        """
        ...

    def refuse(self, row: int, key: str | None, column: str | None, reason: str) -> None:
        """Quarantine a row."""
        ...

    def can_do_without(self, missing: Iterable[str]) -> bool:
        """Whether a record may lack, for a while, the references of these columns."""
        ...

    def is_unfinished(self, row: int) -> bool:
        """Whether a row was written without some of its references."""
        ...


Owner = TypeVar("Owner", bound=WaitingInlet)


@dataclass(eq=False)
class Waiting(Generic[Owner]):
    """One row, as it was read.

    `missing`: column → external ids that it waits for. `makes`: whether the record of its key comes
    with it, so that others may wait for it.
    """

    owner: Owner
    key: str
    row: int
    values: tuple[Any, ...]
    schema: pl.Schema
    missing: dict[str, set[str]]
    makes: bool = True

    @property
    def names(self) -> set[str]:
        """All external ids that it waits for."""
        return set().union(*self.missing.values())


class WaitingRoom(Generic[Owner]):
    """The rows of a whole run that wait, by what they wait for."""

    def __init__(self) -> None:
        self._rows: dict[Waiting[Owner], set[str]] = {}
        self._by_name: dict[str, list[Waiting[Owner]]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, row: Waiting[Owner]) -> None:
        """Let a row wait."""
        self._rows[row] = row.names
        for name in row.names:
            self._by_name.setdefault(name, []).append(row)

    def arrived(self, names: Iterable[str]) -> list[Waiting[Owner]]:
        """Those that wait for nothing more now that these external ids are there."""
        free = []
        for name in names:
            for row in self._by_name.pop(name, ()):
                left = self._rows.get(row)
                if left is None:
                    continue
                left.discard(name)
                if not left:
                    del self._rows[row]
                    free.append(row)
        return free

    def of(self, owner: Owner) -> list[int]:
        """The rows of an owner, by their numbers."""
        return [row.row for row in self._rows if row.owner is owner]

    def names(self) -> set[str]:
        """All that is waited for."""
        return set().union(*self._rows.values())

    def take_hopeless(self) -> list[tuple[Waiting[Owner], str]]:
        """Take out those that wait for what is no row that waits, or for a row that is hopeless;
        each with the name that will not come.
        """
        keys = {row.key for row in self._rows if row.makes}
        hopeless = []
        lost = self.names() - keys
        while lost:
            gone: set[str] = set()
            for name in sorted(lost):
                for row in self._by_name.pop(name, ()):
                    if row in self._rows:
                        del self._rows[row]
                        hopeless.append((row, name))
                        if row.makes:
                            gone.add(row.key)
            lost = gone
        return hopeless

    def take_cycles(self, can_do_without: Callable[[Waiting[Owner]], bool]) -> list[Waiting[Owner]]:
        """Take out rows of cycles whose missing columns are all such that `can_do_without(row)`.

        Rows that only wait for a cycle, and are waited for by none, stay: they need no second pass.
        """
        core = {row: names for row, names in self._rows.items() if row.makes}
        while True:
            wanted = set().union(*core.values()) if core else set()
            kept = {row: names for row, names in core.items() if row.key in wanted}
            if len(kept) == len(core):
                break
            core = kept
        taken = [row for row in core if can_do_without(row)]
        for row in taken:
            del self._rows[row]
        return taken

    def take_all(self) -> list[Waiting[Owner]]:
        """Take out all rows."""
        rows = list(self._rows)
        self._rows.clear()
        self._by_name.clear()
        return rows


def frames(rows: Iterable[Waiting[Owner]]) -> list[tuple[Owner, pl.DataFrame]]:
    """The rows as frames again: of one owner and schema each."""
    groups: dict[tuple[Owner, tuple[tuple[str, pl.DataType], ...]], list[Waiting[Owner]]] = {}
    for row in rows:
        groups.setdefault((row.owner, tuple(row.schema.items())), []).append(row)
    return [
        (owner, pl.DataFrame([row.values for row in group], schema=group[0].schema, orient="row"))
        for (owner, _schema), group in groups.items()
    ]


class WaitingWriter(Generic[Owner]):
    """The order in which the rows of a run are written: each after those that it refers to."""

    def __init__(
        self, absent: Callable[[Iterable[str]], str], circle: Callable[[Iterable[str]], str]
    ) -> None:
        """`absent`: why a row that waits for names in vain can't be written; `circle`: why rows
        that require each other can't.
        """
        self._room: WaitingRoom[Owner] = WaitingRoom()
        self._absent = absent
        self._circle = circle

    def advance(self, batches: list[tuple[Owner, pl.DataFrame]]) -> None:
        """Write batches, and what waited for the records that they made."""
        while batches:
            inlet, frame = batches.pop()
            if frame.is_empty():
                continue
            created, waiting = inlet.attempt(frame)
            for row in waiting:
                self._room.add(row)
            # Rows of this very batch may wait for records that it has made.
            batches += frames(self._room.arrived(created))

    def waiting(self, inlet: Owner) -> list[int]:
        """The rows of an inlet that wait."""
        return self._room.of(inlet)

    def settle(self, there: Callable[[set[str]], Iterable[str]]) -> None:
        """Write or refuse all that waits. `there`: which of some names somebody else has made."""
        unfinished: list[Waiting[Owner]] = []
        if len(self._room):
            self.advance(frames(self._room.arrived(list(there(self._room.names())))))
        while len(self._room):
            for row, name in self._room.take_hopeless():
                columns = [column for column, names in row.missing.items() if name in names]
                row.owner.refuse(row.row, row.key, columns[0], self._absent([name]))
            cycle = self._room.take_cycles(lambda row: row.owner.can_do_without(row.missing))
            if not cycle:
                for row in self._room.take_all():
                    column = next(iter(row.missing))
                    row.owner.refuse(row.row, row.key, column, self._circle(sorted(row.names)))
                break
            unfinished += cycle
            for inlet, frame in frames(cycle):
                created, _none = inlet.attempt(frame, without=True)
                self.advance(frames(self._room.arrived(created)))
        for inlet, frame in frames(row for row in unfinished if row.owner.is_unfinished(row.row)):
            inlet.attempt(frame, last=True)
