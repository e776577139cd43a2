"""A call is made again only if that can do no harm and may help."""

from __future__ import annotations

import pytest

from odoo_data_flow.connect import ConnectError, OutcomeUnknown, Retry, ValidationError

FAST = Retry(attempts=3, first=0, longest=0)


class Server:
    """Fails some times, then answers."""

    def __init__(self, failures: int, error: type[ConnectError] = OutcomeUnknown) -> None:
        self.calls = 0
        self._failures = failures
        self._error = error

    def answer(self) -> str:
        self.calls += 1
        if self.calls <= self._failures:
            raise self._error("a.b", "it failed.", "")
        return "done"


def test_read_is_repeated_until_it_works() -> None:
    server = Server(failures=2)

    assert FAST.run(server.answer, repeatable=True) == "done"
    assert server.calls == 3


def test_read_is_given_up_after_so_many_attempts() -> None:
    server = Server(failures=5)

    with pytest.raises(OutcomeUnknown):
        FAST.run(server.answer, repeatable=True)
    assert server.calls == 3


def test_write_is_never_repeated() -> None:
    server = Server(failures=1)

    with pytest.raises(OutcomeUnknown):
        FAST.run(server.answer, repeatable=False)
    assert server.calls == 1


def test_what_would_fail_again_is_not_repeated() -> None:
    server = Server(failures=1, error=ValidationError)

    with pytest.raises(ValidationError):
        FAST.run(server.answer, repeatable=True)
    assert server.calls == 1


def test_pauses_grow_and_are_bounded() -> None:
    retry = Retry(first=1, longest=8)

    for failures in range(100):
        assert 0 <= retry.pause(failures) <= min(8, 2**failures)
    assert len({retry.pause(3) for _ in range(20)}) > 1
