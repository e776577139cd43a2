"""Tables and queries of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import Field, model_validator

from ..client import Odoo
from ..connect.database import Database, identifier, literal
from ..errors import FlowError
from ..messages import text
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
            raise ValueError(text("name a table or a query, one of the two"))
        return self

    def read(self, request: Request) -> Iterator[Batch]:
        """`after` is the key of the last row that was read."""
        with database_of(request).session() as session:
            after = request.after
            for frame in session.stream(self._sql(request), request.rows):
                if self.key not in frame.columns:
                    raise FlowError(
                        "options.key", text("there is no column %(key)s.", key=repr(self.key))
                    )
                after = _position(frame[self.key][-1]) if frame.height else after
                yield Batch(frame.select(request.columns or frame.columns), after)

    def _sql(self, request: Request) -> str:
        key = f"source.{identifier(self.key)}"
        demands = []
        if request.after is not None:
            demands.append(f"{key} > {literal(_plain(request.after))}")
        if request.keys is not None:
            demands.append(f"{key} = ANY({literal(list(request.keys))})")
        where = f" WHERE {' AND '.join(demands)}" if demands else ""
        # S608: names and values are quoted; the query is the flow's own text.
        return f"SELECT * FROM {self._source()} AS source{where} ORDER BY {key}"  # noqa: S608

    def _source(self) -> str:
        if self.query:
            return f"({self.query.rstrip().rstrip(';')}\n)"
        names = [name for name in (self.schema_name, self.table) if name]
        return ".".join(identifier(name) for name in names)


def database_of(request: Request) -> Database:
    """The database of a request, or behind its Odoo. Raises FlowError (path `connection`)."""
    found = request.connection
    database = found.direct() if isinstance(found, Odoo) and found.direct else found
    if not isinstance(database, Database):
        raise FlowError(
            "connection",
            text(
                "leads to no PostgreSQL database; give it a URL postgresql://…, or an Odoo the "
                "address of its database."
            ),
        )
    return database


def _plain(position: Any) -> int | str:
    """A position that stood in the record of a run, as a value of the key."""
    return position if isinstance(position, int) else str(position)


def _position(value: Any) -> Any:
    """A key as it can stand in the record of a run, which is JSON."""
    return value if isinstance(value, int | str) else str(value)
