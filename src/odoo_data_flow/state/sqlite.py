"""State in a file of SQLite."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import FlowError, Interrupted
from ..messages import text
from .file_lock import file_lock


class Sqlite:
    """A Database (see there). Write-ahead log, so that readers never wait."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=30, isolation_level="IMMEDIATE")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
        except (OSError, sqlite3.Error) as error:
            raise FlowError(
                "state",
                text(
                    "%(path)s can't be used: %(error)s. Name another file.", path=path, error=error
                ),
            ) from error

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._told():
            return self._connection.execute(sql.replace("%s", "?"), parameters).fetchall()

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        with self._told():
            self._connection.execute(sql.replace("%s", "?"), parameters)

    def put(self, table: str, keys: Sequence[str], columns: Sequence[str], rows: Any) -> None:
        sql = upsert(table, keys, columns, f"({', '.join('?' * len([*keys, *columns]))})")
        with self._told():
            self._connection.executemany(sql, rows)

    def among(self, column: str, values: Sequence[str]) -> tuple[str, list[Any]]:
        condition = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 (our own names)
        return condition, [json.dumps(list(values))]

    def commit(self) -> None:
        with self._told():
            self._connection.commit()

    def rollback(self) -> None:
        self._connection.rollback()

    def connection_to(self, url: str) -> None:
        return None

    def is_on(self, connection: Any) -> bool:
        return connection is self._connection

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        digest = hashlib.sha256(name.encode()).hexdigest()[:12]
        with file_lock(self._path.with_name(f"{self._path.name}.{digest}.lock"), name):
            yield

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise Interrupted(
                "state",
                text(
                    "%(path)s can't be written: %(error)s. Run the flow again when it can.",
                    path=self._path,
                    error=error,
                ),
            ) from error
        except sqlite3.DatabaseError as error:
            raise FlowError(
                "state",
                text(
                    "%(path)s is no state of flows: %(error)s. Name another file.",
                    path=self._path,
                    error=error,
                ),
            ) from error


def upsert(table: str, keys: Sequence[str], columns: Sequence[str], values: str) -> str:
    """The statement of Database.put, as SQLite and PostgreSQL have it."""
    action = ", ".join(f"{name} = excluded.{name}" for name in columns)
    return (
        f"INSERT INTO {table} ({', '.join([*keys, *columns])}) VALUES {values} "  # noqa: S608
        f"ON CONFLICT ({', '.join(keys)}) DO {f'UPDATE SET {action}' if columns else 'NOTHING'}"
    )
