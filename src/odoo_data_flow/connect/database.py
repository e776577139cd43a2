"""PostgreSQL databases as sources: queries by ADBC, whose answers are columns from the start."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import polars as pl

from ..messages import text
from .errors import ConnectError, InvalidConnection
from .secret import Secret

#: How many bytes of an answer the driver makes into columns at a time.
_PORTION, _BYTES = "adbc.postgresql.batch_size_hint_bytes", 8 * 1024**2
#: What PostgreSQL and its client say when they let nobody in before somebody has changed something.
#: All that they tell of it is a text; one in another language passes for a server that is down.
_REFUSAL = re.compile(
    r"authentication failed|no password supplied|no pg_hba\.conf entry|permission denied"
    r"|(database|role) .* does not exist|not permitted to log in"
    r"|certificate verify failed|server does not support SSL"
)


#: A host or an address, and its port.
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^][:/@]*)(:\d*)?")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


class DatabaseError(ConnectError):
    """The database can't be reached, or refuses a query."""


class DatabaseUnreachable(DatabaseError):
    """No connection came about, or it broke off: neither flow nor data are to blame."""

    passing = True
    momentary = True


class DatabaseRefused(DatabaseError):
    """The server lets us not in: wrong login, unknown database, missing right to connect."""

    passing = True


def is_refusal(message: str) -> bool:
    """Whether the reason why no connection came about won't go away by itself."""
    return bool(_REFUSAL.search(message))


class Database:
    """A PostgreSQL database, by its URL. Queries are read only.

    Raises InvalidConnection for an address that libpq would not understand, or take apart
    otherwise: a password with a slash in it, say. It would tell it as the name of a host.
    """

    def __init__(self, url: Secret) -> None:
        parts = _parts(url)
        self._url = url
        self._passwords = [
            Secret(one)
            for one in (
                parts.password or "",
                unquote(parts.password or ""),
                *parse_qs(parts.query).get("password", ()),
            )
        ]
        #: What tells it from others, without user and password.
        self.name = f"postgresql://{parts.hostname or ''}{parts.path}"

    def __repr__(self) -> str:
        return f"Database({self.name!r})"

    def reveal_url(self) -> str:
        """The URL with its password, for whoever connects; see Secret on how to use it."""
        return self._url.reveal()

    def redact(self, message: str) -> str:
        """A message without the URL and its password, in case they stand there."""
        for secret in (self._url, *self._passwords):
            message = secret.redact(message)
        return message

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One connection, in one transaction that sees the same rows throughout.

        Raises DatabaseError.
        """
        try:
            driver = importlib.import_module("adbc_driver_postgresql.dbapi")
            arrow = importlib.import_module("nanoarrow")
        except ImportError as error:
            raise DatabaseError(
                self.name,
                text("reading from PostgreSQL needs its ADBC driver."),
                text("Install itx-moduler[postgresql]."),
            ) from error
        connection = self._connect(driver)
        try:
            session = Session(self, driver, arrow, connection)
            session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield session
        finally:
            connection.close()

    def _connect(self, driver: Any) -> Any:
        try:
            return driver.connect(self._url.reveal())
        except driver.Error as error:
            failure = self._failure(error, driver)
        # Outside: frames of the driver hold the URL in variables.
        raise failure

    @contextmanager
    def _told(self, driver: Any) -> Iterator[None]:
        try:
            yield
        except driver.Error as error:
            raise self._failure(error, driver) from None

    def _failure(self, error: Exception, driver: Any) -> DatabaseError:
        cause = f"{self.redact(_first_line(str(error)))}."
        # In the middle of an answer the driver says no more than PostgreSQL has.
        is_told = isinstance(error, driver.Error) or "ERROR:" in str(error)
        if isinstance(error, driver.OperationalError) or not is_told:
            return (DatabaseRefused if is_refusal(cause) else DatabaseUnreachable)(
                self.name, cause, text("Check the address and the login, and that the server runs.")
            )
        return DatabaseError(self.name, cause, text("Check the names, and the user's rights."))


def _parts(url: Secret) -> SplitResult:
    """The parts of an address. Raises InvalidConnection, which quotes nothing of it."""
    try:
        parts = urlsplit(url.reveal())
        user, _at, hosts = parts.netloc.rpartition("@")
        proper = (
            not parts.fragment
            and "@" not in user + parts.path
            and all(map(_HOST.fullmatch, hosts.split(",")))
            and all("=" in one for one in parts.query.split("&") if one)
            and not any(map(_BROKEN_ESCAPE.search, (parts.netloc, parts.path, parts.query)))
        )
    except ValueError:
        proper = False
    if not proper:
        raise InvalidConnection(
            "url",
            text("this is no address of a database."),
            text(
                "Write it like postgresql://user:password@db.example.com:5432/name; in a password, "
                "write what is neither letter nor digit by its percent code."
            ),
        )
    return parts


class Session:
    """A connection that is open. Made by `Database.session`."""

    def __init__(self, database: Database, driver: Any, arrow: Any, connection: Any) -> None:
        self._database, self._connection = database, connection
        self._driver, self._arrow = driver, arrow

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> pl.DataFrame:
        """The rows of a query with `$1`, `$2` … in it. Raises DatabaseError."""
        with self._database._told(self._driver), self._connection.cursor() as cursor:
            cursor.execute(sql, _row(parameters) if parameters else None)
            return _plain(pl.DataFrame(cursor.fetch_arrow()))

    def stream(self, sql: str, rows: int) -> Iterator[pl.DataFrame]:
        """The rows of a query, at most `rows` at a time and never all at once; at least one frame.

        There are no parameters, because with them the driver would have to take the answer whole;
        see `literal`. Raises DatabaseError.
        """
        empty = True
        with self._database._told(self._driver), self._connection.cursor() as cursor:
            cursor.adbc_statement.set_options(**{_PORTION: str(_BYTES)})
            cursor.execute(sql)
            for chunk in self._chunks(cursor.fetch_arrow()):
                frame = _plain(pl.DataFrame(self._arrow.ArrayStream(chunk)))
                for part in frame.iter_slices(rows):
                    empty = False
                    yield part
        if empty:
            # S608: the query is as it was.
            yield self.query(f"SELECT * FROM ({sql}) AS none LIMIT 0")  # noqa: S608

    def _chunks(self, answer: Any) -> Iterator[Any]:
        chunks = self._arrow.ArrayStream(answer).iter_chunks()
        while True:
            try:
                chunk = next(chunks, None)
            except RuntimeError as error:  # all that nanoarrow tells of a failure of the driver's
                raise self._database._failure(error, self._driver) from None
            if chunk is None:
                return
            yield chunk

    def execute(self, sql: str) -> None:
        """Carry out a command without rows. Raises DatabaseError."""
        with self._database._told(self._driver), self._connection.cursor() as cursor:
            cursor.execute(sql)


def identifier(name: str) -> str:
    """A name as SQL has it, whatever stands in it. Raises ValueError for what no name can hold."""
    if "\0" in name or not name:
        raise ValueError(f"{name!r} is no name of a table or column")
    return '"' + name.replace('"', '""') + '"'


def literal(value: int | str | datetime | Sequence[int] | Sequence[str]) -> str:
    """A value as SQL has it, whatever stands in it. Raises ValueError for what none can hold."""
    if isinstance(value, bool) or not isinstance(value, (int, str, datetime, list, tuple)):
        raise ValueError(f"{value!r} is neither number, text, time nor a list of these")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return f"'{value:%Y-%m-%d %H:%M:%S.%f}'::timestamp"
    if isinstance(value, str):
        if "\0" in value:
            raise ValueError(f"{value!r} holds a null character")
        # With E, a backslash means the same whatever the server's settings are.
        escaped = value.replace("\\", "\\\\").replace("'", "''")
        return f"E'{escaped}'"
    kind = "bigint" if all(isinstance(one, int) for one in value) else "text"
    return f"ARRAY[{', '.join(literal(one) for one in value)}]::{kind}[]"


def _row(parameters: Sequence[Any]) -> pl.DataFrame:
    """The parameters as one row, as the driver takes them; lists hold texts or whole numbers."""

    def column(place: int, value: Any) -> pl.Series:
        if isinstance(value, list):
            inner = pl.Int64() if all(isinstance(one, int) for one in value) else pl.String()
            return pl.Series(str(place), [value], dtype=pl.List(inner))
        return pl.Series(str(place), [value])

    return pl.DataFrame([column(place, value) for place, value in enumerate(parameters)])


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with text for what polars has no type of its own for: json, numeric, uuid …"""
    own = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.BaseExtension)]
    return frame.with_columns(pl.col(name).ext.storage().cast(pl.String) for name in own)


def _first_line(message: str) -> str:
    """What PostgreSQL said, without the driver's own words around it."""
    found = re.search(r"ERROR:\s*(.+)", message) or re.search(r"(FATAL:.+)", message)
    line = found[1] if found else message.strip().splitlines()[0]
    return line.strip().rstrip(".")
