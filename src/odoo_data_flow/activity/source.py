"""What an analysis needs from the database that it looks at, and from whoever marks there.

The client over RPC and the database itself are such sources; so can be the Odoo that runs this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

import polars as pl

from .policy import Evidence

#: The field that holds when we marked a record: what tells our marks from those of people.
EXCLUDED_ON = "x_odf_excluded_on"


class Known(NamedTuple):
    """A field of the source: its type, the model that a relation leads to, and the path that it is
    related to (of another record: what it shows is not its own).
    """

    type: str
    relation: str = ""
    related: str = ""


class Source(Protocol):
    """The database that is looked at. Archived records count like the others. Methods raise
    FlowError.
    """

    def fields(self, model: str) -> Mapping[str, Known] | None:
        """The fields of a model by name; None if there is no such model."""
        ...

    def records(self, model: str, fields: Sequence[str]) -> pl.DataFrame:
        """All records: `id` (Int64), and a column for each of the fields (many2one: Int64, boolean:
        Boolean, datetime: Datetime in UTC).
        """
        ...

    def latest(self, evidence: Evidence, path: str) -> pl.DataFrame:
        """The records that the path of the evidence leads to: `id` (Int64), each once, and `last`
        (Datetime in UTC): the newest date; null if no date is asked for, or none is set.
        """
        ...


class Marker(Protocol):
    """Who writes the marks. Methods raise FlowError."""

    def prepare(self, model: str) -> list[str]:
        """See to it that the fields EXCLUDE and EXCLUDED_ON are there, and that people see them.
        Returns what there is to tell of it, in sentences.
        """
        ...

    def mark(self, model: str, ids: Sequence[int], moment: datetime) -> Written:
        """Mark those of the records that nobody has marked or unmarked meanwhile."""
        ...

    def unmark(self, model: str, ids: Sequence[int]) -> Written:
        """Take our mark from those of the records that still have it."""
        ...


class Written(NamedTuple):
    """What became of records: written, left alone because a person was quicker, refused (id →
    reason).
    """

    written: int
    left: int
    refused: Mapping[int, str]
