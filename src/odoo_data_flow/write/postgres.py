"""Tables of PostgreSQL as destinations: staged, compared and written by the database itself."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import polars as pl
from polars.datatypes import DataTypeClass

from ..connect.database import Database, identifier, is_refusal
from ..errors import Blocked, FlowError, Interrupted
from ..messages import text
from .report import Reject, WriteReport
from .upsert import PLAIN, UpsertOptions
from .writer import Standing

if TYPE_CHECKING:
    from ..state import State

_PLACE = "~place"
_STAGE = identifier("~staged")
_DUPLICATE = text("the key stands on several rows; keep one of them.")
_NO_KEY = text("the row has no key; give it one.")
_NULL_CHARACTER = text(
    "a text holds a null character, which PostgreSQL has no place for; take it out."
)
#: Types of which two equal values are the same value. Of others `=` may say less (it compares the
#: areas of boxes, and texts of citext whatever their case), or there is none: they are compared
#: as text.
_EXACT = frozenset(
    {
        "bigint", "boolean", "bpchar", "bytea", "character", "character varying", "date",
        "double precision", "integer", "jsonb", "numeric", "real", "smallint", "text",
        "time without time zone", "timestamp with time zone", "timestamp without time zone", "uuid",
    }
)  # fmt: skip
_WHOLE = ("bigint", "integer", "smallint")


class PostgresWriter:
    """Upserts rows into tables of a database; a RunWriter whose models are tables.

    Rows come into a temporary table as text, and from there by one `INSERT … ON CONFLICT` each
    batch, which leaves rows alone that are as they should be. A batch that is refused is halved
    down to the rows that are to blame; these are quarantined with what the database says. Each
    batch is committed: who repeats a run that was stopped finds its rows unchanged. But if the
    state is in the same database, all is committed with it, in the end.
    """

    def __init__(self, database: Database, *, dry_run: bool = False) -> None:
        try:
            self._psycopg2 = importlib.import_module("psycopg2")
            self._errors = importlib.import_module("psycopg2.errors")
        except ImportError as error:
            raise FlowError(
                "connection",
                text("writing to PostgreSQL needs psycopg2; install itx-moduler[postgresql]."),
            ) from error
        self.dry_run = dry_run
        self._database = database
        self._inlets: list[_Inlet] = []
        #: Whose rows the temporary table holds.
        self.staged: _Inlet | None = None
        self._shares = False
        self.connection = self._in_utc(self._connect())

    def share(self, state: State) -> bool:
        """See SharingWriter."""
        shared = state.share(self._database.reveal_url())
        if shared is not None:
            self.connection.close()
            self.connection, self._shares = self._in_utc(shared), True
        return self._shares

    def open(
        self, model: str, key: str, mapping: Mapping[str, str], options: UpsertOptions = PLAIN
    ) -> _Inlet:
        """Begin to write to the table `model`, or `schema.table`.

        `key`: the column of the frame that fills the field of the same name, or the one that
        `mapping` gives; the table must have a unique index on it. Raises FlowError (path `options`)
        if there are any.
        """
        if options != PLAIN:
            raise FlowError("options", text("a table has none; remove them."))
        inlet = _Inlet(self, model, key, dict(mapping))
        self._inlets.append(inlet)
        return inlet

    def finish(self) -> tuple[WriteReport, ...]:
        """A report for each table, in the order of opening."""
        return tuple(inlet.report() for inlet in self._inlets)

    def close(self) -> None:
        """End the connection; what a dry run has done is taken back."""
        if not self._shares:
            self.connection.close()

    def settle(self) -> None:
        """Keep what a batch has done, unless this is a dry run or the state is to do so."""
        if not self.commits:
            return
        try:
            with self.told():
                self.connection.commit()
        except self._psycopg2.IntegrityError as error:
            # Of a constraint that waits for the end of the transaction: nobody says which row.
            raise FlowError(
                "model",
                text("%(said)s. None of the rows of the batch was written.", said=_said(error)),
            ) from error

    @property
    def commits(self) -> bool:
        """Whether each batch lasts at once."""
        return not (self.dry_run or self._shares)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Tell errors of the connection. What a statement is refused for passes as it is."""
        try:
            yield
        except self._psycopg2.OperationalError as error:
            raise self._failure(error) from None

    def _connect(self) -> Any:
        try:
            return self._psycopg2.connect(self._database.reveal_url())
        except self._psycopg2.Error as error:
            failure = self._failure(error)
        # Outside: frames of the driver hold the URL in variables.
        raise failure

    def _in_utc(self, connection: Any) -> Any:
        """The connection; times without a time zone are UTC in it, whatever the server's is."""
        with self.told(), connection.cursor() as cursor:
            cursor.execute("SET TIME ZONE 'UTC'")
        connection.commit()
        return connection

    def _failure(self, error: Exception) -> Interrupted:
        cause = self._database.redact(str(error)).strip().partition("\n")[0]
        kind = Blocked if is_refusal(cause) else Interrupted
        return kind(
            "connection",
            text(
                "%(name)s: %(cause)s. Check the address and the login, and that the server runs.",
                name=self._database.name,
                cause=cause,
            ),
        )

    @property
    def refused(self) -> tuple[type[Exception], ...]:
        """What is raised for rows that a table, or its trigger, does not take."""
        own = self._psycopg2
        return own.DataError, own.IntegrityError, self._errors.RaiseException

    @property
    def ambiguous(self) -> type[Exception]:
        """What is raised for rows of one key that is written in several ways."""
        error: type[Exception] = self._errors.CardinalityViolation
        return error

    @property
    def mistaken(self) -> type[Exception]:
        """What is raised for names that are not there, and rights that are missing."""
        error: type[Exception] = self._psycopg2.ProgrammingError
        return error


class _Inlet:
    """Takes the rows for one table, batch by batch."""

    def __init__(
        self, writer: PostgresWriter, model: str, key: str, mapping: dict[str, str]
    ) -> None:
        self._writer, self._model = writer, model
        self._columns = mapping if key in mapping.values() else {key: key, **mapping}
        self._key_column = key
        self._key = next(field for field, column in self._columns.items() if column == key)
        self._table = ".".join(identifier(part) for part in model.split("."))
        self._counts = dict.fromkeys(("read", "created", "updated", "unchanged"), 0)
        self._rejects: list[Reject] = []
        self._types = self._look_up()

    def write(self, frame: pl.DataFrame) -> None:
        """Write the rows of a batch that the table takes; keep the others as rejects."""
        first = self._counts["read"]
        self._counts["read"] += frame.height
        rows = frame.select(
            pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias(_PLACE),
            *(
                _as_text(field, column, frame.schema[column]).alias(field)
                for field, column in self._columns.items()
            ),
        )
        good = self._with_keys(self._without_null_characters(rows))
        if good.is_empty():
            return
        with self._writer.told(), self._writer.connection.cursor() as cursor:
            self._stage(cursor, good)
            self._take(cursor, good[_PLACE].to_list(), dict(good.select(_PLACE, self._key).rows()))
        self._writer.settle()

    def standing(self) -> Standing | None:
        """See ResumableInlet."""
        if not self._writer.commits:
            return None
        return Standing(self.report().counts, tuple(self._rejects), ())

    def ids(self, keys: pl.Series) -> pl.Series:
        """See Inlet: a row of a table is known by its key."""
        texts: pl.Series = keys.cast(pl.String)
        return texts

    def report(self) -> WriteReport:
        """What became of all rows."""
        return WriteReport(
            model=self._model,
            quarantined=len(self._rejects),
            rejects=tuple(self._rejects),
            **self._counts,
        )

    def _look_up(self) -> dict[str, str]:
        """Field → type in SQL. Raises FlowError for a table or column that is not there."""
        connection = self._writer.connection
        names = ", ".join(identifier(field) for field in self._columns)
        try:
            with self._writer.told(), connection.cursor() as cursor:
                # S608: names are quoted.
                cursor.execute(f"SELECT {names} FROM {self._table} LIMIT 0")  # noqa: S608
                # Types without their length: a cast would cut what is too long in silence.
                cursor.execute(
                    "SELECT attname, format_type(atttypid, -1) FROM pg_attribute "
                    "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
                    [self._table],
                )
                found = dict(cursor.fetchall())
                cursor.execute(
                    "SELECT 1 FROM pg_index WHERE indrelid = %s::regclass AND indisunique "
                    "AND indpred IS NULL AND indkey::text = (SELECT attnum::text "
                    "FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s)",
                    [self._table, self._table, self._key],
                )
                if cursor.fetchone() is None:
                    raise FlowError(
                        "key",
                        text(
                            "%(model)s.%(key)s has no unique index, so that rows can't be told "
                            "apart by it; make one, or choose another key.",
                            model=self._model,
                            key=self._key,
                        ),
                    )
        except self._writer.mistaken as error:
            connection.rollback()
            raise FlowError("model", text("%(said)s.", said=_said(error))) from error
        return {field: found[field] for field in self._columns}

    def _without_null_characters(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows whose texts can be sent; the others are rejects."""
        texts = pl.all().exclude(_PLACE).str.contains("\0", literal=True).fill_null(value=False)
        bad = rows.filter(pl.any_horizontal(texts))
        for place, key in bad.select(_PLACE, self._key).rows():
            self._rejects.append(Reject(place, key, None, _NULL_CHARACTER))
        return rows.filter(~pl.col(_PLACE).is_in(bad[_PLACE].implode())) if len(bad) else rows

    def _with_keys(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows that have a key of their own; the others are rejects."""
        key = pl.col(self._key)
        if self._types[self._key] in _WHOLE:
            # 7 and 007 are one number.
            number = key.str.strip_chars().cast(pl.Int64, strict=False).cast(pl.String)
            rows = rows.with_columns(pl.coalesce(number, key).alias(self._key))
        empty = rows.filter(key.is_null())
        twice = rows.filter(key.is_not_null() & key.is_duplicated())
        for place in empty[_PLACE]:
            self._rejects.append(Reject(place, None, self._key_column, _NO_KEY))
        for place, name in twice.select(_PLACE, self._key).rows():
            self._rejects.append(Reject(place, name, self._key_column, _DUPLICATE))
        return rows.filter(key.is_not_null() & ~key.is_duplicated())

    def _stage(self, cursor: Any, rows: pl.DataFrame) -> None:
        columns = ", ".join(f"{identifier(field)} text" for field in self._columns)
        # A table for each batch would cost a transaction of many batches a lock each.
        if self._writer.staged is self:
            cursor.execute(f"TRUNCATE {_STAGE}")
        else:
            cursor.execute(f"DROP TABLE IF EXISTS {_STAGE}")
            cursor.execute(f"CREATE TEMP TABLE {_STAGE} ({identifier(_PLACE)} bigint, {columns})")
            self._writer.staged = self
        text = io.StringIO(rows.write_csv(include_header=False, quote_style="non_numeric"))
        cursor.copy_expert(f"COPY {_STAGE} FROM STDIN WITH (FORMAT csv, NULL '')", text)

    def _take(self, cursor: Any, places: list[int], keys: Mapping[int, str]) -> None:
        """Write the staged rows at these places; halve them where the table refuses."""
        cursor.execute("SAVEPOINT part")
        try:
            cursor.execute(self._upsert(), [places[0], places[-1]])
            made = [inserted for (inserted,) in cursor.fetchall()]
        except self._writer.refused as error:
            cursor.execute("ROLLBACK TO SAVEPOINT part")
            if len(places) == 1:
                reason = f"{_said(error)}."
                self._rejects.append(Reject(places[0], keys[places[0]], None, reason))
                return
            middle = len(places) // 2
            self._take(cursor, places[:middle], keys)
            self._take(cursor, places[middle:], keys)
            return
        except self._writer.ambiguous as error:
            raise FlowError(
                "key",
                text(
                    "%(model)s takes two keys for one that are written differently; write them "
                    "alike.",
                    model=self._model,
                ),
            ) from error
        except self._writer.mistaken as error:
            raise FlowError("model", text("%(said)s.", said=_said(error))) from error
        cursor.execute("RELEASE SAVEPOINT part")
        self._counts["created"] += sum(made)
        self._counts["updated"] += len(made) - sum(made)
        self._counts["unchanged"] += len(places) - len(made)

    def _upsert(self) -> str:
        """`xmax` is zero in a row that was just made, and not in one that was there."""
        key = identifier(self._key)
        names = [identifier(field) for field in self._columns]
        others = [name for name in names if name != key]
        cast = ", ".join(f"{identifier(f)}::{kind}" for f, kind in self._types.items())
        change = "NOTHING"
        if others:
            change = (
                f"UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in others)} "
                f"WHERE ({self._compared('held')}) IS DISTINCT FROM ({self._compared('excluded')})"
            )
        # S608: names are quoted, types are the database's own, places are parameters.
        return (
            f"INSERT INTO {self._table} AS held ({', '.join(names)}) "  # noqa: S608
            f"SELECT {cast} FROM {_STAGE} WHERE {identifier(_PLACE)} BETWEEN %s AND %s "
            f"ON CONFLICT ({key}) DO {change} RETURNING xmax = 0"
        )

    def _compared(self, side: str) -> str:
        """The values of a row but for its key, so that only equal ones are equal."""
        return ", ".join(
            f"{side}.{identifier(field)}{'' if kind.removesuffix('[]') in _EXACT else '::text'}"
            for field, kind in self._types.items()
            if field != self._key
        )


def _as_text(field: str, column: str, dtype: pl.DataType) -> pl.Expr:
    """A column as PostgreSQL reads it: lists as arrays, the rest as text. Raises FlowError."""
    if isinstance(dtype, pl.List):
        if isinstance(dtype.inner, pl.List):
            raise FlowError(
                f"mapping.{field}",
                text("%(column)s holds lists of lists; flatten them.", column=repr(column)),
            )
        item = _plain(pl.element(), dtype.inner).str.replace_all(r'(["\\])', r"\$1")
        inner = pl.concat_str(pl.lit('"'), item, pl.lit('"')).fill_null("NULL")
        joined = pl.col(column).list.eval(inner).list.join(",")
        return (
            pl.when(pl.col(column).is_null())
            .then(None)
            .otherwise(pl.concat_str(pl.lit("{"), joined, pl.lit("}")))
        )
    return _plain(pl.col(column), dtype)


def _plain(value: pl.Expr, dtype: pl.DataType | DataTypeClass) -> pl.Expr:
    """A value as text. Times are in UTC, as the session is."""
    if isinstance(dtype, pl.Datetime):
        utc = value.dt.convert_time_zone("UTC") if dtype.time_zone else value
        return utc.dt.to_string("%Y-%m-%d %H:%M:%S%.6f")
    if dtype == pl.Duration:
        return value.dt.to_string("iso")
    if dtype == pl.Binary:
        return pl.concat_str(pl.lit("\\x"), value.bin.encode("hex"))
    if dtype == pl.Struct:
        return value.struct.json_encode()
    return value.cast(pl.String)


def _said(error: Exception) -> str:
    """What the database said, and the detail, without the place in the statement."""
    diagnosis = getattr(error, "diag", None)
    parts = [
        getattr(diagnosis, "message_primary", None),
        getattr(diagnosis, "message_detail", None),
    ]
    return " ".join(part for part in parts if part).rstrip(".") or str(error).strip()
