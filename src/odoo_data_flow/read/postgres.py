"""Tables and queries of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import polars as pl
from pydantic import Field, model_validator

from ..connect.database import Database, Session, identifier
from ..errors import FlowError
from .reader import READERS, Batch, Reader, Request


@READERS.register("postgresql")
class PostgresReader(Reader):
    """Reads a `table`, or a `query` (a SELECT), in the order of `key`, which no two rows share.

    `schema_name`: where the table is. What polars has no type for (json, numeric …) comes as text.
    """

    reads_files: ClassVar[bool] = False

    table: str | None = Field(default=None, min_length=1)
    query: str | None = Field(default=None, min_length=1)
    key: str = Field(default="id", min_length=1)
    schema_name: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_source(self) -> PostgresReader:
        if bool(self.table) == bool(self.query):
            raise ValueError("name a table or a query, one of the two")
        return self

    def read(self, request: Request) -> Iterator[Batch]:
        """`after` is the key of the last row that was read."""
        database = database_of(request)
        with database.session() as session:
            after: Any = request.after
            first = True
            while True:
                frame = self._page(session, request, after)
                if first or frame.height:
                    if self.key not in frame.columns:
                        raise FlowError("options.key", f"there is no column {self.key!r}.")
                    after = _position(frame[self.key][-1]) if frame.height else after
                    wanted = request.columns or frame.columns
                    yield Batch(frame.select(wanted), after)
                first = False
                if frame.height < request.rows:
                    return

    def _page(self, session: Session, request: Request, after: Any) -> pl.DataFrame:
        key = f"source.{identifier(self.key)}"
        demands, values = [], []
        for operator, value in (("> $", after), ("= ANY($", request.keys)):
            if value is not None:
                values.append(list(value) if isinstance(value, tuple) else value)
                closing = ")" if operator.endswith("($") else ""
                demands.append(f"{key} {operator}{len(values)}{closing}")
        where = f" WHERE {' AND '.join(demands)}" if demands else ""
        # S608: names are quoted, values are parameters; the query is the flow's own text.
        sql = (
            f"SELECT * FROM {self._source()} AS source{where} "  # noqa: S608
            f"ORDER BY {key} LIMIT {int(request.rows)}"
        )
        return session.query(sql, values)

    def _source(self) -> str:
        if self.query:
            return f"({self.query.rstrip().rstrip(';')}\n)"
        names = [name for name in (self.schema_name, self.table) if name]
        return ".".join(identifier(name) for name in names)


def database_of(request: Request) -> Database:
    """The database of a request. Raises FlowError (path `connection`) if it leads to none."""
    if not isinstance(request.connection, Database):
        raise FlowError(
            "connection", "leads to no PostgreSQL database; give it a URL postgresql://…."
        )
    return request.connection


def _position(value: Any) -> Any:
    """A key as it can stand in the record of a run, which is JSON."""
    return value if isinstance(value, int | str) else str(value)
