"""A database that can't be connected to: no word and no variable of a frame holds the password."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import pytest

from odoo_data_flow.connect import Secret
from odoo_data_flow.connect.check import check_database
from odoo_data_flow.connect.database import Database
from odoo_data_flow.errors import FlowError
from odoo_data_flow.state import open_state
from odoo_data_flow.write.postgres import PostgresWriter

_NOBODY = "postgresql://me:tell%2Fno-one@127.0.0.1:1/shop"


@pytest.mark.parametrize("use", [check_database, PostgresWriter])
def test_failure_holds_no_password(use: Callable[[Database], object]) -> None:
    with pytest.raises(FlowError, match="refused") as caught:
        use(Database(Secret(_NOBODY)))
    assert caught.value.passing
    seen: list[BaseException] = []
    told = [str(caught.value), repr(caught.value)]
    error: BaseException | None = caught.value
    while error is not None:
        seen.append(error)
        frames = traceback.TracebackException.from_exception(error, capture_locals=True).stack
        told += frames.format()
        error = error.__cause__ or error.__context__
    assert "session" in "".join(told) or "PostgresWriter" in "".join(told)
    assert "no-one" not in "".join(told)


@pytest.mark.parametrize(
    "place",
    [
        "me:no/one@db/shop",
        "me:no@one@db/shop",
        "me:no#one@db/shop",
        "me:no?one@db/shop",
        "me:no%one@db/shop",
        "me:no[one@db/shop",
        "me:12/one@db/shop",
        "me:12?one@db/shop",
        "me@db/shop?password=no%one",
    ],
)
@pytest.mark.parametrize(
    "use", [lambda url: Database(Secret(url)), lambda url: open_state(url, "")]
)
def test_address_that_would_be_taken_apart_otherwise_is_refused_and_not_told(
    use: Callable[[str], object], place: str
) -> None:
    with pytest.raises(FlowError, match="no address of a database") as caught:
        use(f"postgresql://{place}")

    assert "one@" not in str(caught.value)
    assert "%one" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:///shop?host=/run/pg&port=5433",
        "postgresql://me:no%2Fone@h1:5432,h2:5433/shop?sslmode=require",
        "postgresql://me@[::1]:5432/shop",
        "postgresql://%2Frun%2Fpg/shop",
    ],
)
def test_addresses_as_libpq_takes_them_are_taken(url: str) -> None:
    assert Database(Secret(url)).reveal_url() == url


def test_password_among_the_parameters_is_not_told() -> None:
    database = Database(Secret("postgresql://db/shop?user=me&password=no%2Done"))
    assert database.redact("no-one may") == "••• may"


def test_password_is_not_told_however_it_is_written() -> None:
    database = Database(Secret(_NOBODY))
    assert database.redact(f"{_NOBODY} tell/no-one") == "••• •••"
