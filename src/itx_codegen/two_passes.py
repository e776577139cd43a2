"""Records that refer to each other in a ring: first without some links, then these alone."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from .ir import Document
from .ir.kinds.data import Data
from .ir.kinds.model import Model
from .ir.record_values import kind_of, references

#: Whether a record can't be made without a value in the field of that name.
Required = Callable[[Data, str], bool]


def required_in(document: Document) -> Required:
    """Return the rule for the models of a document; of others it is not known, and they may."""
    models = {model.name: model for model in document.of(Model)}

    def required(record: Data, name: str) -> bool:
        model = models.get(record.model)
        field = model.field(name) if model is not None else None
        return field is not None and field.required

    return required


class RequiredRingError(ValueError):
    """Records of which none can be made first; `members` lists them."""

    def __init__(self, members: Sequence[Data]) -> None:
        self.members = tuple(members)
        super().__init__("records require each other in a ring")


def in_order(
    records: Sequence[Data], required: Required, module: str
) -> list[tuple[Data, dict[str, Any]]]:
    """Return the records so that each stands after those it refers to, with what must wait.

    With each record comes the part of its `values` that refers to itself or to later ones: it is
    written when all are there. The given order holds wherever references allow it. `module` may be
    written before the XML ids of its own records. Raises RequiredRingError where only required
    links could wait.
    """
    return _Sorter(records, required, f"{module}.").result()


class _Sorter:
    def __init__(self, records: Sequence[Data], required: Required, prefix: str) -> None:
        self.records, self.required, self.prefix = records, required, prefix
        self.places = {record.xml_id: place for place, record in enumerate(records)}
        #: For each record: field → places of the other records that must be there first.
        self.links = [dict(self._links(record)) for record in records]
        self.waiting: list[dict[str, Any]] = [{} for _ in records]

    def _links(self, record: Data) -> Iterator[tuple[str, set[int]]]:
        for field, value in record.values.items():
            names = {name.removeprefix(self.prefix) for name in references(value)}
            targets = {self.places[name] for name in names if name in self.places}
            if targets:
                yield field, targets

    def result(self) -> list[tuple[Data, dict[str, Any]]]:
        for place, record in enumerate(self.records):
            self._put_off(
                place, [f for f, targets in self.links[place].items() if place in targets]
            )
            if any(place in targets for targets in self.links[place].values()):
                raise RequiredRingError([record])
        done: dict[int, None] = {}
        while len(done) < len(self.records):
            self._take_ready(done)
            if len(done) < len(self.records):
                self._cut(done)
        return [(self.records[place], self.waiting[place]) for place in done]

    def _take_ready(self, done: dict[int, None]) -> None:
        """Add to `done`, in the given order, what refers to nothing that is still to come."""
        needs = {
            place: set().union(*self.links[place].values()) - done.keys()
            for place in range(len(self.records))
            if place not in done
        }
        needed_by: dict[int, list[int]] = {}
        for place, targets in needs.items():
            for target in targets:
                needed_by.setdefault(target, []).append(place)
        ready = [place for place, targets in needs.items() if not targets]
        heapq.heapify(ready)
        while ready:
            place = heapq.heappop(ready)
            done[place] = None
            for later in needed_by.get(place, ()):
                needs[later].discard(place)
                if not needs[later]:
                    heapq.heappush(ready, later)

    def _cut(self, done: dict[int, None]) -> None:
        """Let links of one record in a ring wait. Raises RequiredRingError."""
        ring = []
        for place in range(len(self.records)):
            if place in done:
                continue
            fields = [
                field
                for field, targets in self.links[place].items()
                if any(place in self._reached(target) for target in targets - done.keys())
            ]
            if fields and self._put_off(place, fields):
                return
            if fields:
                ring.append(self.records[place])
        raise RequiredRingError(ring)

    def _reached(self, start: int) -> set[int]:
        found: set[int] = set()
        waiting = [start]
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting.extend(set().union(*self.links[place].values()))
        return found

    def _put_off(self, place: int, fields: Sequence[str]) -> bool:
        """Let fields of a record wait; False where one of them can't. Expressions stay whole."""
        record = self.records[place]
        for field in fields:
            if kind_of(record.values[field]) == "eval" or self.required(record, field):
                return False
        for field in fields:
            self.waiting[place][field] = record.values[field]
            del self.links[place][field]
        return True
