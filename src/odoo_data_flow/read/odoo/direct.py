"""Models of Odoo straight from its PostgreSQL database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import polars as pl
from pydantic import Field

from ...connect.database import Session, identifier, literal
from ...connect.open_transactions import OPEN_TRANSACTIONS
from ...errors import FlowError
from ...messages import text
from ..postgres import database_of
from ..reader import READERS, Batch, Request, SourceTimes
from .metadata import Metadata
from .options import EXCLUDE, ModelReader
from .sql import Query, columns_of


@READERS.register("odoo_postgresql")
class OdooDatabaseReader(ModelReader):
    """Reads a model from the tables of its database; see ModelReader.

    The same values as over RPC, many times as fast, for what is kept in columns: stored, related,
    translated, company-dependent and many2many fields. Access rights, record rules and domains of
    fields are not looked at: whoever may read the database may read all of it. Lists of ids are in
    the order of the ids. `create_date` and `write_date` are exact, where RPC gives whole seconds.
    `lag`: seconds by which a delta reaches back; needed only where clocks are changed.
    """

    lag: int = Field(default=0, ge=0)

    def read(self, request: Request) -> Iterator[Batch]:
        """`after` is the id of the last record that was read."""
        with database_of(request).session() as session:
            metadata = Metadata(session)
            company = self.company or _first_company(session)
            after = int(str(request.after or 0))
            paths = self.paths(request)
            jsons = [path for path in paths if self._is_json(metadata, path)]
            query = self._query(metadata, request, after, company)
            columns = dict(columns_of(query, paths, self.namespace))
            mark = None if self.excluded else self._mark(metadata)
            marks = {mark: query.column(EXCLUDE, None)} if mark else {}
            sql = query.sql({**columns, ".id": query.id, **marks})
            for frame in session.stream(sql, request.rows):
                after = frame[".id"][-1] if frame.height else after
                told = _as_over_rpc(frame, jsons).select(*paths, *marks)
                yield self.parted(told, after, mark)

    def times(self, request: Request) -> SourceTimes:
        """By the clock of the database, and its own account of the transactions that are open."""
        with database_of(request).session() as session:
            table = identifier(Metadata(session).table(self.model))
            # S608: the name is quoted.
            newest = session.query(f"SELECT max(write_date) AS newest FROM {table}")  # noqa: S608
            hidden, oldest = session.query(OPEN_TRANSACTIONS).row(0)
        if hidden:
            raise FlowError(
                "connection",
                text(
                    "the user may not see when the transactions of others began, so that a delta "
                    "could miss rows; connect as Odoo's own user, or grant pg_read_all_stats."
                ),
            )
        return SourceTimes(newest["newest"][0], oldest, timedelta(seconds=self.lag))

    def _query(self, metadata: Metadata, request: Request, after: int, company: int) -> Query:
        query = Query(
            metadata,
            self.model,
            lang=self.lang or "en_US",
            company=company,
            archived=self.archived,
        )
        query.demands.append(f"base.id > {literal(after)}")
        if request.since is not None:
            # Of a row without a time, as SQL can make one, nobody knows when it has changed.
            since = literal(request.since)
            query.demands.append(f"(base.write_date >= {since} OR base.write_date IS NULL)")
        if request.keys is not None:
            query.demands.append(self._among(request.keys))
        return query

    def _among(self, keys: tuple[Any, ...]) -> str:
        """The records with these ids, or external ids."""
        numbers = literal([0, *(key for key in keys if isinstance(key, int))])
        names = literal(["", *(str(key) for key in keys if not isinstance(key, int))])
        # S608: values are quoted.
        return (
            f"(base.id = ANY({numbers}) OR base.id IN (SELECT d.res_id "  # noqa: S608
            f"FROM ir_model_data d WHERE d.model = {literal(self.model)} "
            f"AND d.module || '.' || d.name = ANY({names})))"
        )

    def _mark(self, metadata: Metadata) -> str | None:
        """The column that says which records stay behind, if the model has that field."""
        field = metadata.fields(self.model).get(EXCLUDE)
        return "~mark" if field and field.type == "boolean" else None

    def _is_json(self, metadata: Metadata, path: str) -> bool:
        name = path.partition("/")[0]
        return name not in (".id", "id") and metadata.field(self.model, name).type == "json"


def _first_company(session: Session) -> int:
    rows = session.query("SELECT min(id)::bigint AS id FROM res_company")["id"].to_list()
    return int(rows[0] or 0)


def _as_over_rpc(frame: pl.DataFrame, jsons: list[str]) -> pl.DataFrame:
    """Whole numbers of one width, and JSON as Odoo's client writes it, with its keys in order.

    Made wider here, numbers cost the server no cast of each value.
    """
    return frame.with_columns(
        pl.col(pl.Int16, pl.Int32).cast(pl.Int64),
        pl.col(pl.List(pl.Int32)).cast(pl.List(pl.Int64)),
        *_json_texts(frame, jsons),
    )


def _json_texts(frame: pl.DataFrame, names: list[str]) -> list[pl.Series]:
    return [
        pl.Series(
            name,
            [
                None if text is None else json.dumps(json.loads(text), sort_keys=True)
                for text in frame[name]
            ],
            dtype=pl.String(),
        )
        for name in names
    ]
