"""Reading in pages: every record once, by one call at a time or by several."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from odoo_data_flow.client import Model


class Server:
    """Has records of these ids; `gone` are deleted after they were found."""

    def __init__(self, ids: list[int], readers: int, gone: tuple[int, ...] = ()) -> None:
        self.version = SimpleNamespace(major=19)
        self.readers = readers
        self.sizes: list[int] = []
        self._ids, self._gone = ids, gone

    def call(
        self, _model: str, method: str, ids: Any, arguments: dict[str, Any], **_more: Any
    ) -> Any:
        if method == "read":
            self.sizes.append(len(ids))
            return [{"id": one} for one in reversed(ids) if one not in self._gone]
        (_field, _operator, after) = arguments["domain"][-1]
        found = [one for one in self._ids if one > after][: arguments["limit"]]
        if method == "search":
            return found
        self.sizes.append(len(found))
        return [{"id": one} for one in found]


def read(server: Server, archived: bool, **options: Any) -> list[list[int]]:
    model = Model(server, "res.partner", {"active_test": not archived})  # type: ignore[arg-type]
    return [[row["id"] for row in page] for page in model.pages(chunk_size=4, **options)]


@pytest.mark.parametrize("archived", [False, True])
@pytest.mark.parametrize("readers", [1, 3])
@pytest.mark.parametrize("count", [0, 3, 4, 11, 12, 13, 24, 25])
def test_every_record_is_given_once_and_in_order(count: int, readers: int, archived: bool) -> None:
    ids = list(range(2, 2 + 2 * count, 2))
    server = Server(ids, readers)

    pages = read(server, archived)

    assert [one for page in pages for one in page] == ids
    assert all(1 <= len(page) <= 4 for page in pages)
    assert max(server.sizes, default=0) <= 4
    assert read(server, archived, after=8) == read(Server(ids[4:], 1), archived)
    assert read(server, archived, max_pages=2) == pages[:2]


@pytest.mark.parametrize("readers", [1, 3])
def test_record_that_is_deleted_meanwhile_does_not_end_the_reading(readers: int) -> None:
    server = Server(list(range(1, 30)), readers, gone=(2, 5, 6, 7, 8))

    pages = read(server, archived=True)

    assert [one for page in pages for one in page] == [1, 3, 4, *range(9, 30)]
