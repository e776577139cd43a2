"""No good row is lost with a bad one, none is written twice, whatever the server and network do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo_data_flow.connect import (
    AuthenticationError,
    ConcurrencyError,
    ConnectError,
    OutcomeUnknown,
    Retry,
    ServerUnreachable,
    TooLarge,
    ValidationError,
)
from odoo_data_flow.write.odoo_rpc import Refusal, Row
from odoo_data_flow.write.odoo_rpc.patience import Patience
from odoo_data_flow.write.odoo_rpc.sending import Sender

QUICK = Patience(60, Retry(first=0, longest=0))


class Server:
    """Keeps rows by key, all of a call or none; refuses bad ones in any of its ways, one of which
    is to keep the others.

    `troubles`: what happens at the next calls: None, or (error, is it done before?).
    """

    def __init__(self, bad: set[int], way: str, troubles: Sequence[Any], largest: int) -> None:
        self.records: dict[str, int] = {}
        self.creations: list[str] = []
        self.updates: dict[str, Any] = {}
        self.calls = 0
        self._bad = bad
        self._way = way
        self._troubles: Iterator[Any] = iter(troubles)
        self._largest = largest

    def create(self, rows: Sequence[Row], codecs: Mapping[str, Any]) -> dict[str, int]:
        def work(rows: Sequence[Row]) -> dict[str, int]:
            ids = {row.key: row.row + 1 for row in rows}
            twice = ids.keys() & self.records.keys()
            if twice:
                raise ValidationError("x.load", f"{twice} are there already.", "")
            self.records |= ids
            self.creations += ids
            return ids

        return self._do(rows, work)

    def update(self, rows: Sequence[Row], codecs: Mapping[str, Any]) -> None:
        def work(rows: Sequence[Row]) -> dict[str, int]:
            self.updates |= {row.key: row.values for row in rows}
            return {}

        self._do(rows, work)

    def _do(self, rows: Sequence[Row], work: Any) -> dict[str, int]:
        self.calls += 1
        trouble = next(self._troubles, None)
        if trouble and not trouble[1]:
            raise trouble[0]("x.load", "trouble.", "")
        if len(rows) > self._largest:
            raise TooLarge("x.load", "too large.", "")
        bad = {place: ("bad", None) for place, row in enumerate(rows) if row.row in self._bad}
        if bad and self._way == "keeps the others":
            rows = [row for row in rows if row.row not in self._bad]
            self._answer(work(rows), trouble, bad)
        if bad and self._way == "messages":
            raise Refusal(bad)
        if bad and self._way == "one message":
            raise Refusal(dict([next(iter(bad.items()))]))
        if bad and self._way == "wrong messages":
            raise Refusal(dict.fromkeys(range(len(rows) // 2 + 1), ("maybe", None)))
        if bad:
            raise ValidationError("x.load", "bad.", "")
        return self._answer(work(rows), trouble, {})

    def _answer(self, result: dict[str, int], trouble: Any, bad: Any) -> dict[str, int]:
        if trouble:
            raise trouble[0]("x.load", "no answer.", "")
        if bad:
            raise Refusal(bad, written=result)
        return result

    def ask(self, names: list[str]) -> dict[str, tuple[str, int]]:
        return {name: ("x", self.records[name]) for name in names if name in self.records}

    def sender(self) -> Sender:
        return Sender(
            self,
            "x",
            {},
            self,  # type: ignore[arg-type]  # asks only what References is asked here
            QUICK,
            lambda rows: [row for row in rows if self.updates.get(row.key) != row.values],
        )


ways = st.sampled_from(
    ["messages", "one message", "wrong messages", "exception", "keeps the others"]
)
troubles = st.lists(
    st.sampled_from(
        [
            None,
            (OutcomeUnknown, True),
            (OutcomeUnknown, False),
            (ConcurrencyError, False),
            (ServerUnreachable, False),
        ]
    ),
    max_size=8,
)
sizes = st.integers(1, 20)
bad_rows = st.sets(st.integers(0, 19))


def rows(count: int, first: int = 1) -> list[Row]:
    return [Row(row, f"m.k{row}", {"size": row}, id=first and row + 1) for row in range(count)]


@given(sizes, bad_rows, ways, troubles, sizes)
def test_every_good_row_is_created_once_and_every_bad_one_refused(
    count: int, bad: set[int], way: str, troubles: list[Any], largest: int
) -> None:
    server = Server(bad, way, troubles, largest)

    sent = server.sender().create([Row(r.row, r.key, r.values) for r in rows(count)])

    good = {f"m.k{row}" for row in range(count) if row not in bad}
    assert sorted(server.creations) == sorted(good)
    assert {row.key for row in sent.written} == good
    assert len(sent.written) == len(good)
    assert sent.ids == {key: server.records[key] for key in good}
    assert {reject.row for reject in sent.rejects} == bad & set(range(count))
    assert len(sent.rejects) == len(bad & set(range(count)))


@given(sizes, bad_rows, ways, troubles, sizes)
def test_every_good_row_is_updated_and_every_bad_one_refused(
    count: int, bad: set[int], way: str, troubles: list[Any], largest: int
) -> None:
    server = Server(bad, way, troubles, largest)

    sent = server.sender().update(rows(count))

    good = {f"m.k{row}": {"size": row} for row in range(count) if row not in bad}
    assert server.updates == good
    assert sorted(row.key for row in sent.written) == sorted(good)
    assert {reject.row for reject in sent.rejects} == bad & set(range(count))


def test_one_bad_row_of_many_costs_few_calls() -> None:
    server = Server({700}, "messages", [], 1000)

    server.sender().create([Row(r.row, r.key, r.values) for r in rows(1000)])

    assert server.calls == 3


def test_server_that_keeps_the_others_is_called_once() -> None:
    server = Server({70, 700}, "keeps the others", [], 1000)

    sent = server.sender().create([Row(r.row, r.key, r.values) for r in rows(1000)])

    assert (server.calls, len(sent.ids), len(sent.rejects)) == (1, 998, 2)


def test_bad_row_is_refused_with_the_words_of_the_server() -> None:
    sent = Server({0}, "exception", [], 9).sender().create([Row(0, "m.k0", {})])

    assert [(reject.key, reject.reason) for reject in sent.rejects] == [("m.k0", "bad.")]


def test_revoked_key_ends_the_run_and_refuses_no_row() -> None:
    server = Server(set(), "messages", [(AuthenticationError, False)], 9)

    with pytest.raises(AuthenticationError):
        server.sender().create([Row(0, "m.k0", {})])


def test_server_that_stays_away_ends_the_run() -> None:
    server = Server(set(), "messages", [(ServerUnreachable, False)] * 5, 9)
    sender = server.sender()
    sender._patience = Patience(-1, Retry(first=0, longest=0))

    with pytest.raises(ConnectError):
        sender.create([Row(0, "m.k0", {})])
    assert server.calls == 1
