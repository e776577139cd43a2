"""What a write did, in numbers that add up."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, NonNegativeInt, model_validator

from ..errors import Sentence


class Reject(NamedTuple):
    """A row that was quarantined. `row`: its place in the frame, from 0; `column`: the culprit."""

    row: int
    key: str | None
    column: str | None
    reason: Sentence


class Counts(BaseModel):
    """Rows by what became of them. Nothing is dropped in silence: the parts make the whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    read: NonNegativeInt = 0
    created: NonNegativeInt = 0
    updated: NonNegativeInt = 0
    unchanged: NonNegativeInt = 0
    quarantined: NonNegativeInt = 0
    excluded: NonNegativeInt = 0

    @model_validator(mode="after")
    def _add_up(self) -> Counts:
        parts = self.created + self.updated + self.unchanged + self.quarantined + self.excluded
        if self.read != parts:
            raise ValueError(f"{self.read} rows were read, but {parts} are accounted for")
        return self

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in COUNTS})


COUNTS = tuple(Counts.model_fields)


#: A report that has so many rejects may leave out the others: the quarantine has them all.
NAMED = 10_000


class WriteReport(Counts):
    """The counts of one write, where it went, and the rows that were refused with their reasons."""

    model: str
    rejects: tuple[Reject, ...] = ()

    @model_validator(mode="after")
    def _every_quarantined_row_has_a_reason(self) -> WriteReport:
        named = len({reject.row for reject in self.rejects})
        if named != self.quarantined and (named > self.quarantined or len(self.rejects) < NAMED):
            raise ValueError(f"{self.quarantined} rows are quarantined, but not each has a reason")
        return self

    @property
    def counts(self) -> Counts:
        """The counts alone."""
        return Counts(**{name: getattr(self, name) for name in COUNTS})
