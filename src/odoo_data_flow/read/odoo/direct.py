"""Models of Odoo straight from its PostgreSQL database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import polars as pl
from pydantic import Field

from ...connect.database import Session
from ...errors import FlowError
from ..open_transactions import OPEN_TRANSACTIONS
from ..postgres import database_of
from ..reader import READERS, Batch, Request, SourceTimes
from .metadata import Metadata
from .options import ModelReader
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
            while True:
                frame = self._page(session, metadata, request, paths, after, company)
                number = frame.drop_in_place("~id")
                after = number[-1] if frame.height else after
                yield Batch(frame.with_columns(_json_texts(frame, jsons)), after)
                if frame.height < request.rows:
                    return

    def times(self, request: Request) -> SourceTimes:
        """By the clock of the database, and its own account of the transactions that are open."""
        with database_of(request).session() as session:
            table = Query(Metadata(session), self.model, lang="", company=0, archived=True).sql(
                {"newest": "base.write_date"}, 1
            )
            newest = table.replace("ORDER BY base.id", "ORDER BY base.write_date DESC NULLS LAST")
            rows = session.query(newest)["newest"].to_list()
            hidden, oldest = session.query(OPEN_TRANSACTIONS).row(0)
        if hidden:
            raise FlowError(
                "connection",
                "the user may not see when the transactions of others began, so that a delta could "
                "miss rows; connect as Odoo's own user, or grant pg_read_all_stats.",
            )
        return SourceTimes(rows[0] if rows else None, oldest, timedelta(seconds=self.lag))

    def _page(
        self,
        session: Session,
        metadata: Metadata,
        request: Request,
        paths: list[str],
        after: int,
        company: int,
    ) -> pl.DataFrame:
        query = Query(
            metadata,
            self.model,
            lang=self.lang or "en_US",
            company=company,
            archived=self.archived,
        )
        columns = dict(columns_of(query, paths, self.namespace))
        query.demands.append(f"base.id > {query.parameter(after)}::bigint")
        if request.since is not None:
            query.demands.append(f"base.write_date >= {query.parameter(request.since)}")
        if request.keys is not None:
            query.demands.append(self._among(query, request.keys))
        return session.query(
            query.sql({**columns, "~id": "base.id::bigint"}, request.rows), query.parameters
        )

    def _among(self, query: Query, keys: tuple[Any, ...]) -> str:
        """The records with these ids, or external ids."""
        numbers = query.parameter([key for key in keys if isinstance(key, int)])
        names = query.parameter([str(key) for key in keys if not isinstance(key, int)])
        model = query.parameter(self.model)
        # S608: values are parameters.
        return (
            f"(base.id = ANY({numbers}::bigint[]) OR base.id IN (SELECT d.res_id "  # noqa: S608
            f"FROM ir_model_data d WHERE d.model = {model} "
            f"AND d.module || '.' || d.name = ANY({names}::text[])))"
        )

    def _is_json(self, metadata: Metadata, path: str) -> bool:
        name = path.partition("/")[0]
        return name not in (".id", "id") and metadata.field(self.model, name).type == "json"


#: Whether transactions are hidden from the user, and when the oldest that is open began: of
#: sessions, and of those that were prepared to be committed later.


def _first_company(session: Session) -> int:
    rows = session.query("SELECT min(id)::bigint AS id FROM res_company")["id"].to_list()
    return int(rows[0] or 0)


def _json_texts(frame: pl.DataFrame, names: list[str]) -> list[pl.Series]:
    """JSON as Odoo's client writes it, with its keys in order."""
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
