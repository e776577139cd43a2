"""State in a PostgreSQL database."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ..connect import Secret
from ..connect.database import Database, is_refusal
from ..errors import Blocked, FlowError, Interrupted
from ..messages import text
from .sqlite import upsert


class Postgres:
    """A Database (see there), by psycopg2 (extra `postgresql`)."""

    def __init__(self, url: str) -> None:
        try:
            self._psycopg2 = importlib.import_module("psycopg2")
            self._extras = importlib.import_module("psycopg2.extras")
        except ImportError as error:
            raise FlowError(
                "state",
                text(
                    "a state in PostgreSQL needs psycopg2; install itx-moduler[postgresql], or "
                    "keep the state in a file."
                ),
            ) from error
        try:
            self._database = Database(Secret(url))
        except FlowError as error:
            raise error.within("state") from None
        self.name = self._database.name
        with self._told():
            self._connection = self._psycopg2.connect(self._database.reveal_url())

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._told(), self._connection.cursor() as cursor:
            cursor.execute(sql, tuple(parameters))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        with self._told(), self._connection.cursor() as cursor:
            cursor.execute(sql, tuple(parameters))

    def put(self, table: str, keys: Sequence[str], columns: Sequence[str], rows: Any) -> None:
        with self._told(), self._connection.cursor() as cursor:
            sql = upsert(table, keys, columns, "%s")
            self._extras.execute_values(cursor, sql, rows, page_size=1000)

    def among(self, column: str, values: Sequence[str]) -> tuple[str, list[Any]]:
        return f"{column} = ANY(%s)", [list(values)]

    def commit(self) -> None:
        with self._told():
            self._connection.commit()

    def rollback(self) -> None:
        self._connection.rollback()

    def connection_to(self, url: str) -> Any | None:
        return self._connection if url == self._database.reveal_url() else None

    def is_on(self, connection: Any) -> bool:
        return connection is self._connection

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Held by the session: the server lets go of it when the connection ends."""
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        ((got,),) = self.query("SELECT pg_try_advisory_lock(%s)", (number,))
        self.commit()
        if not got:
            raise FlowError(
                "",
                text(
                    "%(name)s is running already, here or elsewhere. Wait for its end.", name=name
                ),
            )
        try:
            yield
        finally:
            if not self._connection.closed:
                self.rollback()
                self.query("SELECT pg_advisory_unlock(%s)", (number,))
                self.commit()

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (self._psycopg2.OperationalError, self._psycopg2.InterfaceError) as error:
            kind = Blocked if is_refusal(str(error)) else Interrupted
            raise kind(
                "state",
                text(
                    "%(name)s can't be reached: %(cause)s Run the flow again when it can.",
                    name=self.name,
                    cause=self._database.redact(str(error)).strip(),
                ),
            ) from None
        except self._psycopg2.Error as error:
            raise FlowError(
                "state",
                text(
                    "%(name)s refuses the state: %(cause)s",
                    name=self.name,
                    cause=self._database.redact(str(error)).strip(),
                ),
            ) from None
