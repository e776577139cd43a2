"""Sending rows to one model: no good row is lost with a bad one, no unknown outcome is guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol

from ...client import Model
from ...connect import (
    AccessError,
    ConcurrencyError,
    ConnectError,
    Done,
    MissingRecord,
    ServerFault,
    TooLarge,
    UnsendableValue,
    ValidationError,
)
from ...messages import text
from ..report import Reject
from .codecs import Codec
from .patience import Patience
from .references import References

#: What can be wrong with the values of a row, or with so many rows at once. Other errors are no
#: fault of the data: they end the run.
_OF_ROWS = (
    AccessError,
    MissingRecord,
    ServerFault,
    TooLarge,
    UnsendableValue,
    ValidationError,
)


@dataclass(frozen=True)
class Row:
    """One row on its way: comparable values by field. `id`: of the record, if it is there."""

    row: int
    key: str
    values: Mapping[str, Any]
    id: int | None = None


@dataclass
class Sent:
    """What became of rows."""

    written: list[Row] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)

    def __iadd__(self, other: Sent) -> Sent:
        self.written += other.written
        self.ids |= other.ids
        self.rejects += other.rejects
        return self

    def __add__(self, other: Sent) -> Sent:
        both = Sent(list(self.written), dict(self.ids), list(self.rejects))
        both += other
        return both


class Refusal(Exception):
    """The server refuses some rows: place → reason and field.

    `written`: external id → id of the others, if the server has written them; None: because of
    these it has written none.
    """

    def __init__(
        self,
        bad: dict[int, tuple[str, str | None]],
        written: dict[str, int] | None = None,
    ) -> None:
        super().__init__(bad, written)
        self.bad = bad
        self.written = written


class Endpoint(Protocol):
    """How rows reach the server. One call is one transaction: all of its rows, or none; or, as a
    Refusal tells, all but those that are refused.
    """

    def create(self, rows: Sequence[Row], codecs: Mapping[str, Codec]) -> dict[str, int]:
        """Create records with their external ids. Returns external id → id.

        Raises Refusal, and ConnectError.
        """
        ...

    def update(self, rows: Sequence[Row], codecs: Mapping[str, Codec]) -> None:
        """Write the values of each row, all of the same fields. Raises Refusal, ConnectError."""
        ...


class LoadEndpoint:
    """By `load`, which creates records and their external ids in one transaction, and `write`."""

    def __init__(self, model: Model) -> None:
        # `load` takes moments for local ones; noupdate: a module that has the name of the
        # namespace must not delete the records when it is updated.
        self._model = model.with_context(tz="UTC", noupdate=True, active_test=False)

    def create(self, rows: Sequence[Row], codecs: Mapping[str, Codec]) -> dict[str, int]:
        """See Endpoint."""
        ids = self._load("id", [row.key for row in rows], rows, codecs)
        return {row.key: number for row, number in zip(rows, ids, strict=True)}

    def update(self, rows: Sequence[Row], codecs: Mapping[str, Codec]) -> None:
        """See Endpoint."""
        first = rows[0].values
        if all(row.values == first for row in rows):
            values = {name: codecs[name].to_write(value) for name, value in first.items()}
            self._model.write([row.id or 0 for row in rows], values)
        else:
            self._load(".id", [str(row.id) for row in rows], rows, codecs)

    def _load(
        self, by: str, names: list[str], rows: Sequence[Row], codecs: Mapping[str, Codec]
    ) -> list[int]:
        used = [codecs[name] for name in rows[0].values]
        answer = self._model.load(
            [by, *(codec.load_field for codec in used)],
            [
                [name, *(codec.to_load(row.values[codec.field.name]) for codec in used)]
                for name, row in zip(names, rows, strict=True)
            ],
        )
        if answer["ids"]:
            return list(answer["ids"])
        bad: dict[int, tuple[str, str | None]] = {}
        for message in answer["messages"]:
            if message.get("type") == "error":
                place = message.get("rows", {}).get("from", message.get("record", 0))
                bad.setdefault(place, (str(message["message"]).strip(), message.get("field")))
        if any("could not serialize access" in reason for reason, _field in bad.values()):
            raise ConcurrencyError(
                f"{self._model.name}.load",
                text("somebody else wrote the same records."),
                text("Try again."),
            )
        raise Refusal(bad or {0: (text("the server refused the rows without a reason."), None)})


class Sender:
    """Sends the rows of one inlet. Safe for several threads."""

    def __init__(
        self,
        endpoint: Endpoint,
        model: str,
        codecs: Mapping[str, Codec],
        references: References,
        patience: Patience,
        differing: Callable[[Sequence[Row]], list[Row]],
    ) -> None:
        self._endpoint = endpoint
        self._model = model
        self._codecs = codecs
        self._references = references
        self._patience = patience
        self._differing = differing

    def create(self, rows: list[Row]) -> Sent:
        """Create records for the rows. Raises ConnectError where nothing more can be written."""
        return self._create(rows, doubt=False)

    def _create(self, rows: list[Row], doubt: bool) -> Sent:
        """`doubt`: a call with these rows has had no answer; it may be done at any moment still."""
        trouble = self._patience.trouble()
        found = Sent()
        while rows:
            try:
                ids = self._endpoint.create(rows, self._codecs)
            except Refusal as refusal:  # noqa: PERF203 (a call each)
                return found + self._refused(rows, refusal, self._create, doubt)
            except _OF_ROWS as error:
                return found + self._halve(rows, error.cause, self._create, doubt)
            except ConnectError as error:
                trouble.wait(error)
                doubt = doubt or error.done is Done.UNKNOWN
                if doubt:
                    there = self._there(rows)
                    found += there
                    rows = [row for row in rows if row.key not in there.ids]
            else:
                return found + Sent(rows, ids)
        return found

    def update(self, rows: list[Row]) -> Sent:
        """Write the values of the rows, all of the same fields."""
        return self._update(rows, doubt=False)

    def _update(self, rows: list[Row], doubt: bool) -> Sent:
        trouble = self._patience.trouble()
        found = Sent()
        while rows:
            try:
                self._endpoint.update(rows, self._codecs)
            except Refusal as refusal:  # noqa: PERF203 (a call each)
                return found + self._refused(rows, refusal, self._update, doubt)
            except _OF_ROWS as error:
                return found + self._halve(rows, error.cause, self._update, doubt)
            except ConnectError as error:
                trouble.wait(error)
                if error.done is Done.UNKNOWN:
                    left = self._differing(rows)
                    found += Sent([row for row in rows if row not in left])
                    rows = left
            else:
                return found + Sent(rows)
        return found

    def _refused(
        self,
        rows: list[Row],
        refusal: Refusal,
        send: Callable[[list[Row], bool], Sent],
        doubt: bool,
    ) -> Sent:
        """Where none were written: send the rows that were not complained of, then the others,
        which may be bad only in the company of one another.
        """
        bad, written = refusal.bad, refusal.written
        if written is not None:
            sent = Sent([row for place, row in enumerate(rows) if place not in bad], written)
            for place, (reason, name) in bad.items():
                sent += self._refuse(rows[place], reason, name, doubt)
            return sent
        if len(rows) == 1:
            reason, name = next(iter(bad.values()))
            return self._refuse(rows[0], reason, name, doubt)
        good = [row for place, row in enumerate(rows) if place not in bad]
        rest = [row for place, row in enumerate(rows) if place in bad]
        if not good:
            return self._halve(rows, "", send, doubt)
        return send(good, doubt) + (send(rest, doubt) if rest else Sent())

    def _halve(
        self, rows: list[Row], reason: str, send: Callable[[list[Row], bool], Sent], doubt: bool
    ) -> Sent:
        if len(rows) == 1:
            return self._refuse(rows[0], reason, None, doubt)
        middle = len(rows) // 2
        return send(rows[:middle], doubt) + send(rows[middle:], doubt)

    def _refuse(self, row: Row, reason: str, name: str | None, doubt: bool) -> Sent:
        if doubt and row.id is None:
            # What is wrong may be that the call without an answer has written the row after all.
            there = self._there([row])
            if there.written:
                return there
        codec = self._codecs.get((name or "").partition("/")[0])
        column = codec.target.column if codec else None
        return Sent(rejects=[Reject(row.row, row.key, column, reason)])

    def _there(self, rows: Sequence[Row]) -> Sent:
        """Those of the rows that the server has meanwhile."""
        known = self._references.ask([row.key for row in rows])
        ids = {name: number for name, (model, number) in known.items() if model == self._model}
        return Sent([row for row in rows if row.key in ids], ids)


class DryRun:
    """Sends nothing, and says that all was done. New records have ids below 0."""

    def __init__(self) -> None:
        self._ids = count(-1, -1)

    def create(self, rows: Sequence[Row], codecs: Mapping[str, Codec]) -> dict[str, int]:
        """See Endpoint."""
        return {row.key: next(self._ids) for row in rows}

    def update(self, rows: Sequence[Row], codecs: Mapping[str, Codec]) -> None:
        """See Endpoint."""
