"""A server that has a faster method gets rows by it; others are left in peace."""

from __future__ import annotations

from typing import Any

import pytest

from odoo_data_flow.client import Model
from odoo_data_flow.connect import ServerVersion, UnknownModel
from odoo_data_flow.write.odoo_rpc import Refusal, Row
from odoo_data_flow.write.odoo_rpc.bulk import BulkEndpoint, has_bulk


class Connection:
    """Answers each call with the same; an exception is raised."""

    def __init__(self, major: int, answer: Any) -> None:
        self.version = ServerVersion(major, 0, f"{major}.0")
        self.answer = answer
        self.calls: list[tuple[Any, ...]] = []

    def call(self, *call: Any, **_more: Any) -> Any:
        self.calls.append(call)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def model(connection: Connection) -> Model:
    return Model(connection, "x.model")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("major", "answer", "expected"),
    [
        (19, {"ids": [], "refused": []}, True),
        (19, UnknownModel("odf.bulk.save", "there is none.", ""), False),
        (18, {"ids": [], "refused": []}, False),
    ],
)
def test_faster_method_is_used_where_it_is(major: int, answer: Any, expected: bool) -> None:
    connection = Connection(major, answer)

    assert has_bulk(model(connection)) is expected
    assert len(connection.calls) == (major >= 19)


def test_rows_that_were_refused_are_told_with_those_that_were_written() -> None:
    answer = {"ids": [7, False, 9], "refused": [{"row": 1, "message": " No. "}]}
    rows = [Row(place, f"m.{place}", {}) for place in range(3)]

    with pytest.raises(Refusal) as told:
        BulkEndpoint(model(Connection(19, answer))).create(rows, {})

    assert told.value.bad == {1: ("No.", None)}
    assert told.value.written == {"m.0": 7, "m.2": 9}
