"""The PostgreSQL database of an Odoo as the source of an analysis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import polars as pl

from ..client.domain import Domain
from ..connect.database import Database, Session
from ..errors import FlowError
from ..read.odoo.conditions import condition_of
from ..read.odoo.metadata import Metadata
from ..read.odoo.sql import Query
from ..rows import BATCH
from .policy import Evidence
from .source import Known


class DatabaseSource:
    """Reads straight from the database: each evidence is one query. Nobody's access rights are
    looked at. All that is read belongs to one moment. Made by `database_source`.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._metadata = Metadata(session)

    def fields(self, model: str) -> Mapping[str, Known] | None:
        if not self._metadata.has_model(model):
            return None
        return {
            name: Known(field.type, field.relation, "" if field.store else field.related)
            for name, field in self._metadata.fields(model).items()
        }

    def records(self, model: str, fields: Sequence[str]) -> pl.DataFrame:
        query = self._query(model)
        columns = {"id": query.id, **{name: query.along(name)[0] for name in fields}}
        return self._all(query.sql(columns))

    def latest(self, evidence: Evidence, path: str) -> pl.DataFrame:
        query = self._query(evidence.model)
        try:
            record, _field = query.along(path)
            moment = query.along(evidence.date)[0] if evidence.date else "NULL"
            if evidence.domain:
                query.demands.append(condition_of(Domain.parse(evidence.domain), query))
        except FlowError as error:
            raise error.within(evidence.label(path)) from error
        return self._all(query.newest(record, moment))

    def _all(self, sql: str) -> pl.DataFrame:
        # The server's whole numbers are as narrow as its columns.
        return pl.concat(self._session.stream(sql, BATCH)).with_columns(
            pl.col(pl.Int16, pl.Int32).cast(pl.Int64)
        )

    def _query(self, model: str) -> Query:
        return Query(self._metadata, model, lang="en_US", company=1, archived=True)


@contextmanager
def database_source(database: Database) -> Iterator[DatabaseSource]:
    """The source behind a database. Raises DatabaseError."""
    with database.session() as session:
        yield DatabaseSource(session)
