"""The state of one pipeline, in any of the databases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Protocol

import polars as pl

_TABLES = (
    "odf_state_watermark (pipeline text, step text, watermark text, PRIMARY KEY (pipeline, step))",
    "odf_state_seen (pipeline text, step text, key text, written text,"
    " PRIMARY KEY (pipeline, step, key, written))",
    "odf_state_row (pipeline text, step text, key text, hash bigint, target text,"
    " PRIMARY KEY (pipeline, step, key))",
    "odf_state_flow (pipeline text, digest text, PRIMARY KEY (pipeline))",
    "odf_state_made (pipeline text, step text, key text, sent bigint, made bigint,"
    " PRIMARY KEY (pipeline, step, key))",
    "odf_state_run (pipeline text, run text, finished text, PRIMARY KEY (pipeline, run))",
    "odf_state_note (pipeline text, run text, note text, PRIMARY KEY (pipeline))",
)
TABLES = tuple(table.split()[0] for table in _TABLES)
#: Rows that are sent to the database at the same time.
_CHUNK = 20_000


class Database(Protocol):
    """Where states are: SQL of the common kind, with %s for parameters."""

    name: str

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of a SELECT."""
        ...

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """A change, in the transaction that `commit` ends."""
        ...

    def put(self, table: str, keys: Sequence[str], columns: Sequence[str], rows: Any) -> None:
        """Insert rows (tuples of keys and columns), or set the columns of those that are there."""
        ...

    def among(self, column: str, values: Sequence[str]) -> tuple[str, list[Any]]:
        """The condition that a column has one of these values, and its parameters."""
        ...

    def commit(self) -> None:
        """Make the changes last."""
        ...

    def rollback(self) -> None:
        """Forget the changes."""
        ...

    def connection_to(self, url: str) -> Any | None:
        """The connection of psycopg2 for who writes to the database of this URL; None if this is
        another database, or a connection that nobody else may use.
        """
        ...

    def is_on(self, connection: Any) -> bool:
        """Whether it is by this connection that `commit` makes changes last."""
        ...

    def lock(self, name: str) -> AbstractContextManager[None]:
        """Hold a lock that nobody else can have, until the process ends at the latest.

        Raises FlowError if somebody has it.
        """
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


@dataclass(frozen=True)
class Watermark:
    """Where a delta begins, and what was seen of it: `seen` has `key` and `written` (text)."""

    since: datetime
    seen: pl.DataFrame


@dataclass(frozen=True)
class StepChange:
    """What a run has found out about a step. `seen` as in Watermark; `rows`: `key` and `hash`;
    `gone`: keys that are forgotten, also if they are among the rows.
    """

    step: str
    watermark: datetime | None = None
    seen: Iterable[pl.DataFrame] = ()
    rows: Iterable[pl.DataFrame] = ()
    gone: Iterable[pl.DataFrame] = field(default=())


class State:
    """Watermarks, rows that were seen, ids and runs of one pipeline, and how far a run is."""

    def __init__(self, database: Database, pipeline: str) -> None:
        self._database = database
        self.pipeline = pipeline
        #: Whether rows are written by the connection too, so that not each change may be committed.
        self._shared = False
        for table in _TABLES:
            database.execute(f"CREATE TABLE IF NOT EXISTS {table}")
        database.commit()

    @property
    def where(self) -> str:
        """The name of the database, without secrets."""
        return self._database.name

    def lock(self) -> AbstractContextManager[None]:
        """See Database.lock."""
        return self._database.lock(self.pipeline)

    def share(self, url: str) -> Any | None:
        """The connection of psycopg2, if the state is in the database of this URL, else None.

        What is written by it lasts together with what is remembered: from now on nothing is
        committed before `finish`.
        """
        connection = self._database.connection_to(url)
        self._shared = self._shared or connection is not None
        return connection

    def join(self, connection: Any) -> bool:
        """Whether what is written by the connection lasts together with what is remembered. If so,
        it is committed by `note` and `finish`, and by nothing else here.
        """
        joins = self._database.is_on(connection)
        self._shared = self._shared or joins
        return joins

    def note(self, run: str, note: str) -> None:
        """Commit what was written and remembered so far, and with it how far the run is."""
        self._database.put(
            "odf_state_note", ("pipeline",), ("run", "note"), [(self.pipeline, run, note)]
        )
        self._database.commit()

    def noted(self, run: str) -> str | None:
        """The last note of an unfinished run."""
        found = self._database.query(
            "SELECT note FROM odf_state_note WHERE pipeline = %s AND run = %s", (self.pipeline, run)
        )
        return str(found[0][0]) if found else None

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def watermark(self, step: str) -> Watermark | None:
        """Where the next delta of a read step begins; None: nothing was read yet."""
        own = (self.pipeline, step)
        found = self._database.query(
            "SELECT watermark FROM odf_state_watermark WHERE pipeline = %s AND step = %s", own
        )
        if not found:
            return None
        seen = self._database.query(
            "SELECT key, written FROM odf_state_seen WHERE pipeline = %s AND step = %s", own
        )
        return Watermark(
            datetime.fromisoformat(found[0][0]),
            pl.DataFrame(seen, schema={"key": pl.String, "written": pl.String}, orient="row"),
        )

    def flow(self) -> str | None:
        """The `digest_of` the flow that the last run was of; None: there was none yet."""
        found = self._database.query(
            "SELECT digest FROM odf_state_flow WHERE pipeline = %s", (self.pipeline,)
        )
        return found[0][0] if found else None

    def hashes(self, step: str, keys: pl.Series) -> pl.DataFrame:
        """What is known of these keys: `key` and `hash`."""
        rows: list[tuple[Any, ...]] = []
        wanted = keys.drop_nulls().unique().to_list()
        for start in range(0, len(wanted), _CHUNK):
            condition, values = self._database.among("key", wanted[start : start + _CHUNK])
            rows += self._database.query(
                "SELECT key, hash FROM odf_state_row "  # noqa: S608 (our own names)
                f"WHERE pipeline = %s AND step = %s AND {condition}",
                [self.pipeline, step, *values],
            )
        return pl.DataFrame(rows, schema={"key": pl.String, "hash": pl.Int64}, orient="row")

    def keys(self, step: str) -> pl.Series:
        """All keys that are known."""
        rows = self._database.query(
            "SELECT key FROM odf_state_row WHERE pipeline = %s AND step = %s", (self.pipeline, step)
        )
        return pl.Series("key", [key for (key,) in rows], dtype=pl.String)

    def remember(self, step: str, rows: pl.DataFrame) -> None:
        """Keep `key` and `hash` of rows that were written, at once unless they are to be committed
        together with the rows (`share`); `target` too if it is there (text: the id at the
        destination).
        """
        self._put_rows(step, rows)
        if not self._shared:
            self._database.commit()

    def made(self, step: str) -> pl.DataFrame:
        """See Made: `key`, `sent` and `made` of all rows that it is known of."""
        rows = self._database.query(
            "SELECT key, sent, made FROM odf_state_made WHERE pipeline = %s AND step = %s",
            (self.pipeline, step),
        )
        schema = {"key": pl.String, "sent": pl.Int64, "made": pl.Int64}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def note_made(self, step: str, rows: pl.DataFrame) -> None:
        """Keep what `made` gives, at once unless rows are committed with the state."""
        values = [(self.pipeline, step, *row) for row in rows.iter_rows()]
        keys = ("pipeline", "step", "key")
        self._database.put("odf_state_made", keys, ("sent", "made"), values)
        if not self._shared:
            self._database.commit()

    def forget(self, step: str, keys: pl.Series) -> None:
        """Know nothing of these keys any more, at once unless rows are committed with the state."""
        self._forget(step, keys)
        if not self._shared:
            self._database.commit()

    def finish(self, run: str, changes: Iterable[StepChange], flow: str) -> None:
        """Keep what a run of a flow (its `digest_of`) has found out, in one transaction. A second
        time it changes nothing.
        """
        own = (self.pipeline, run)
        ended = "SELECT run FROM odf_state_run WHERE pipeline = %s AND run = %s"
        if self._database.query(ended, own):
            self._database.commit()
            return
        try:
            for change in changes:
                self._apply(change)
            self._database.put(
                "odf_state_flow", ("pipeline",), ("digest",), [(self.pipeline, flow)]
            )
            now = datetime.now(timezone.utc).isoformat(timespec="seconds")
            self._database.put("odf_state_run", ("pipeline", "run"), ("finished",), [(*own, now)])
            self._database.execute(
                "DELETE FROM odf_state_note WHERE pipeline = %s", (self.pipeline,)
            )
        except BaseException:
            self._database.rollback()
            raise
        self._database.commit()

    def export(self) -> dict[str, Any]:
        """All that is kept, as plain data."""
        tables = {}
        for table in TABLES:
            columns = [name for name in _columns(table) if name != "pipeline"]
            rows = self._database.query(
                f"SELECT {', '.join(columns)} FROM {table} WHERE pipeline = %s "  # noqa: S608
                f"ORDER BY {', '.join(columns)}",
                (self.pipeline,),
            )
            tables[table] = [dict(zip(columns, row, strict=True)) for row in rows]
        return {"pipeline": self.pipeline, **tables}

    def summary(self) -> dict[str, Any]:
        """How much is kept: of each step its watermark and known rows, and the last run."""
        own = (self.pipeline,)
        watermarks = self._database.query(
            "SELECT step, watermark FROM odf_state_watermark WHERE pipeline = %s", own
        )
        rows = self._database.query(
            "SELECT step, count(*) FROM odf_state_row WHERE pipeline = %s GROUP BY step", own
        )
        last = self._database.query(
            "SELECT run, finished FROM odf_state_run WHERE pipeline = %s "
            "ORDER BY finished DESC, run DESC",
            own,
        )
        steps = sorted({step for step, _value in [*watermarks, *rows]})
        return {
            "pipeline": self.pipeline,
            "where": self.where,
            "runs": len(last),
            "last_run": last[0][0] if last else None,
            "last_finished": last[0][1] if last else None,
            "steps": {
                step: {
                    "watermark": dict(watermarks).get(step),
                    "rows": dict(rows).get(step, 0),
                }
                for step in steps
            },
        }

    def reset(self) -> None:
        """Forget everything: the next run is the first one."""
        for table in TABLES:
            self._database.execute(
                f"DELETE FROM {table} WHERE pipeline = %s", (self.pipeline,)  # noqa: S608
            )
        self._database.commit()

    def _apply(self, change: StepChange) -> None:
        own = (self.pipeline, change.step)
        if change.watermark is not None:
            self._database.put(
                "odf_state_watermark",
                ("pipeline", "step"),
                ("watermark",),
                [(*own, change.watermark.isoformat(timespec="microseconds"))],
            )
            self._database.execute(
                "DELETE FROM odf_state_seen WHERE pipeline = %s AND step = %s AND written < %s",
                (*own, change.watermark.isoformat(timespec="microseconds")),
            )
        for frame in change.seen:
            rows = [(*own, *row) for row in frame.select("key", "written").iter_rows()]
            self._database.put("odf_state_seen", ("pipeline", "step", "key", "written"), (), rows)
        for frame in change.rows:
            self._put_rows(change.step, frame)
        for frame in change.gone:
            self._forget(change.step, frame["key"])

    def _forget(self, step: str, keys: pl.Series) -> None:
        for start in range(0, len(keys), _CHUNK):
            condition, values = self._database.among(
                "key", keys[start : start + _CHUNK].drop_nulls().to_list()
            )
            self._database.execute(
                f"DELETE FROM odf_state_row WHERE pipeline = %s AND step = %s AND {condition}",  # noqa: S608
                [self.pipeline, step, *values],
            )

    def _put_rows(self, step: str, frame: pl.DataFrame) -> None:
        if "target" not in frame.columns:
            frame = frame.with_columns(target=pl.lit(None, pl.String))
        # Of a key that stands twice nobody knows which row is meant; the next run looks again.
        frame = frame.select("key", "hash", "target").drop_nulls("key")
        frame = frame.unique("key", keep="none")
        for start in range(0, frame.height, _CHUNK):
            rows = [
                (self.pipeline, step, *row) for row in frame[start : start + _CHUNK].iter_rows()
            ]
            self._database.put(
                "odf_state_row", ("pipeline", "step", "key"), ("hash", "target"), rows
            )


def _columns(table: str) -> list[str]:
    (definition,) = (text for text in _TABLES if text.split()[0] == table)
    inside = definition.split("(", 1)[1].split(" PRIMARY KEY")[0]
    return [column.split()[0] for column in inside.rstrip(", ").split(",")]
