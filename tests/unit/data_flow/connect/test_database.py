"""A database that can't be connected to: no word and no variable of a frame holds the password."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import pytest

from odoo_data_flow.connect import Secret
from odoo_data_flow.connect.check import check_database
from odoo_data_flow.connect.database import Database
from odoo_data_flow.errors import FlowError
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


def test_password_is_not_told_however_it_is_written() -> None:
    database = Database(Secret(_NOBODY))
    assert database.redact(f"{_NOBODY} tell/no-one") == "••• •••"
