"""What a writer to models is. Hosts bring their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

import polars as pl

from .report import Counts, Reject, WriteReport
from .upsert import UpsertOptions

if TYPE_CHECKING:
    from ..state import Made, State


class Writer(Protocol):
    """Upserts frames into the models of one destination."""

    def write(
        self, model: str, frame: pl.DataFrame, key: str, mapping: Mapping[str, str]
    ) -> WriteReport:
        """Make the records of `model` equal to the rows of `frame`.

        `key`: the column of external ids, `module.name` or a bare name in the namespace of the
        flow. `mapping`: field → column; a many2one column holds external ids, a many2many column a
        list of them or one text separated by commas. The runner has made sure that the columns are
        there. Rows that can't be written are rejects of the report. Raises FlowError (path
        relative to the write step) if nothing can be written at all.
        """
        ...


class Inlet(Protocol):
    """Takes the rows of one write step, batch by batch."""

    def write(self, frame: pl.DataFrame) -> None:
        """Write the rows that can be written now; keep those that wait for rows still to come.

        All batches of an inlet have the columns of its mapping and key. Raises FlowError if
        nothing more can be written; what was written stays, and a new run finds it unchanged.
        """
        ...

    def ids(self, keys: pl.Series) -> pl.Series:
        """What rows became: for keys as they stand in the key column, the ids of their records at
        the destination as text; null for those that have none. Asked when the run has ended.
        """
        ...


class Standing(NamedTuple):
    """How far an inlet is. `counts` and `rejects`: of the rows whose fate will not change any more;
    `open`: the other ones, by their place among all rows that it was given.
    """

    counts: Counts
    rejects: tuple[Reject, ...]
    open: Collection[int]


@runtime_checkable
class ResumableInlet(Inlet, Protocol):
    """An inlet that can say how far it is, so that a run that was interrupted needs to send only
    the rest. To another one all rows are sent again.
    """

    def standing(self) -> Standing | None:
        """See Standing. Asked between batches, before `finish`. None: nothing of what is written
        lasts before the run ends.
        """
        ...


@runtime_checkable
class RecallingInlet(Inlet, Protocol):
    """An inlet that can leave rows alone which the destination keeps in a form of its own."""

    def recall(self, made: Made) -> None:
        """What is known of such rows, and where to note more. Called before the first `write`."""
        ...


class RunWriter(Protocol):
    """A writer of a whole run: what refers to a row of a later batch, or step, waits for it."""

    def open(
        self, model: str, key: str, mapping: Mapping[str, str], options: UpsertOptions
    ) -> Inlet:
        """Begin a write step. Arguments and errors as of `write`; who can't do what the options
        ask for raises FlowError (path `options`).
        """
        ...

    def finish(self) -> tuple[WriteReport, ...]:
        """Write what waits, in the end cycles; a report for each inlet, in the order of opening.

        After an error it is not called.
        """
        ...

    def close(self) -> None:
        """Let go of the destination; also after an error, and any number of times."""
        ...


@runtime_checkable
class JoiningWriter(RunWriter, Protocol):
    """A writer that may write in the very transaction of the state. It commits nothing then: after
    each batch the engine does, together with a note of how far the run is.
    """

    def join(self, state: State) -> bool:
        """Whether it does (`state.join` tells). Called before `open`."""
        ...


@runtime_checkable
class SharingWriter(RunWriter, Protocol):
    """A writer that can leave it to the state to commit what it writes, as a whole, where both are
    kept in one database.
    """

    def share(self, state: State) -> bool:
        """Write by the connection of the state, which ends the transaction. Returns False if it is
        in another database: then this writer makes its rows last by itself. Called before `open`.
        """
        ...
