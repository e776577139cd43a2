"""Web services that give rows as JSON, page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal
from uuid import uuid4

import polars as pl
from pydantic import Field, JsonValue

from ..connect.web import WebService
from ..errors import FlowError
from ..messages import joined, text
from .reader import READERS, BadRow, Batch, Reader, Request


@READERS.register("rest")
class RestReader(Reader):
    """Reads `resource`, a path below the address of the connection, with `parameters`.

    `rows_at`: where the list of rows stands in the answer, as keys with dots; empty if the answer
    is the list. `paging`: *page* and *offset* count in the parameter `page_parameter` (pages from
    `first_page`), with `page_size` in `size_parameter`; *cursor* sends there what stands at
    `next_at`; *link* follows the address that stands at `next_at`. A page without rows is the last.

    Values come as text; what is no plain value comes as JSON. The columns are those of the first
    page, or those in `fields`.
    """

    reads_files: ClassVar[bool] = False

    resource: str = ""
    parameters: dict[str, str | int | float | bool] = Field(default_factory=dict)
    rows_at: str = ""
    paging: Literal["none", "page", "offset", "cursor", "link"] = "none"
    page_parameter: str = "page"
    size_parameter: str = ""
    page_size: int = Field(default=100, gt=0)
    first_page: int = 1
    next_at: str = "next"
    fields: tuple[str, ...] = ()

    def read(self, request: Request) -> Iterator[Batch]:
        """`after` is where the next page is."""
        service = _service_of(request)
        names = list(self.fields)
        position: JsonValue = request.after if request.after is not None else self._begin()
        number = 0
        while True:
            answer = self._get(service, position)
            rows = self._rows(answer)
            names = names or _names(rows)
            good, bad = self._sorted(rows, names, number)
            number += len(rows)
            position = self._next(position, answer, rows)
            yield Batch(self._frame(good, names, request), position, tuple(bad))
            if position is None:
                return

    def fingerprint(self, request: Request) -> str | None:
        """Counted pages shift when rows come or go, so that no position is good for another run."""
        return uuid4().hex if self.paging in ("page", "offset") else None

    def _begin(self) -> JsonValue:
        return {"page": self.first_page, "offset": 0}.get(self.paging, "")

    def _get(self, service: WebService, position: JsonValue) -> Any:
        if self.paging == "link" and position:
            return service.follow(str(position))
        parameters: dict[str, Any] = dict(self.parameters)
        if self.paging != "none":
            if self.size_parameter:
                parameters[self.size_parameter] = self.page_size
            if self.paging != "link" and position != "":
                parameters[self.page_parameter] = position
        return service.get(self.resource, parameters)

    def _next(self, position: JsonValue, answer: Any, rows: list[Any]) -> JsonValue:
        """Where the page after this one is; None after the last."""
        if not rows or self.paging == "none":
            return None
        if self.paging == "page":
            return int(str(position)) + 1
        if self.paging == "offset":
            return int(str(position)) + len(rows)
        following = _at(answer, self.next_at)
        if following == position:
            raise FlowError(
                "options.next_at",
                text(
                    "the page after %(position)s is that page again; correct it.",
                    position=repr(position),
                ),
            )
        return following or None

    def _rows(self, answer: Any) -> list[Any]:
        rows = _at(answer, self.rows_at)
        if not isinstance(rows, list):
            where = repr(self.rows_at) if self.rows_at else text("the answer itself")
            known = ", ".join(answer) if isinstance(answer, dict) else ""
            raise FlowError(
                "options.rows_at",
                joined(
                    text("%(where)s is no list of rows.", where=where),
                    text("There is %(known)s.", known=known) if known else "",
                ),
            )
        return rows

    def _sorted(
        self, rows: list[Any], names: list[str], first: int
    ) -> tuple[list[Mapping[str, Any]], list[BadRow]]:
        good: list[Mapping[str, Any]] = []
        bad = []
        for number, row in enumerate(rows, first):
            if not isinstance(row, dict):
                bad.append(BadRow(number, text("It is no JSON object."), (json.dumps(row),)))
                continue
            unknown = [name for name in row if name not in names]
            if unknown and not self.fields:
                raise FlowError(
                    "options.fields",
                    text(
                        "row %(row)s has %(names)s, which the first page has not; list the fields "
                        "to read.",
                        row=number + 1,
                        names=", ".join(map(repr, unknown)),
                    ),
                )
            good.append(row)
        return good, bad

    def _frame(
        self, rows: list[Mapping[str, Any]], names: list[str], request: Request
    ) -> pl.DataFrame:
        columns = {name: [_text(row.get(name)) for row in rows] for name in names}
        frame = pl.DataFrame(columns, schema={name: pl.String() for name in names})
        return frame if request.columns is None else frame.select(request.columns)


def _service_of(request: Request) -> WebService:
    if not isinstance(request.connection, WebService):
        raise FlowError("connection", text("leads to no web service; give it a URL https://…."))
    return request.connection


def _names(rows: list[Any]) -> list[str]:
    return list(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row))


def _at(value: Any, path: str) -> Any:
    """What stands at `a.b` in JSON values; None if it is not there."""
    for key in filter(None, path.split(".")):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
