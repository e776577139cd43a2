"""A destination with models: tables of SQLite. Compares before it writes, commits every batch."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from odoo_data_flow.rows import numbered
from odoo_data_flow.run import FolderHost
from odoo_data_flow.state import State
from odoo_data_flow.write import (
    PLAIN,
    ROW,
    Reject,
    RunWriter,
    Standing,
    UpsertOptions,
    WriteReport,
    find_changes,
)


class SinkHost(FolderHost):
    """A folder, and models in the file `sink.sqlite` in it. `committing` is called before each
    commit. `resumable`: its writer can tell how far it is.
    """

    def __init__(
        self,
        folder: Path,
        committing: Callable[[], None] | None = None,
        resumable: bool = False,
    ) -> None:
        super().__init__(folder)
        self._inlets = ResumableSinkInlet if resumable else SinkInlet
        self.path = folder / "sink.sqlite"
        self._committing = committing or (lambda: None)

    def writer(self, connection: str | None, dry_run: bool) -> RunWriter:
        return SinkWriter(self.path, self._committing, dry_run, self._inlets)

    def rows(self, model: str) -> list[tuple[object, ...]]:
        """What a model holds, in the order of its keys."""
        with sqlite3.connect(self.path) as connection:
            return connection.execute(f'SELECT * FROM "{model}" ORDER BY 1').fetchall()


class SinkWriter:
    def __init__(
        self,
        path: Path,
        committing: Callable[[], None],
        dry_run: bool,
        kind: type[SinkInlet] | None = None,
    ) -> None:
        self._kind = kind or SinkInlet
        self.connection = sqlite3.connect(path)
        self.committing = committing
        self.dry_run = dry_run
        self._inlets: list[SinkInlet] = []

    def open(
        self,
        model: str,
        key: str,
        mapping: Mapping[str, str],
        options: UpsertOptions = PLAIN,
    ) -> SinkInlet:
        self._inlets.append(self._kind(self, model, key, mapping))
        return self._inlets[-1]

    def finish(self) -> tuple[WriteReport, ...]:
        return tuple(inlet.report() for inlet in self._inlets)

    def settle(self) -> None:
        self.committing()
        self.connection.commit()

    def close(self) -> None:
        self.connection.close()


class JoiningSinkWriter(SinkWriter):
    """Writes by a connection that somebody else commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(Path(":memory:"), lambda: None, False, ResumableSinkInlet)
        self.connection.close()
        self.connection = connection

    def join(self, state: State) -> bool:
        return state.join(self.connection)

    def settle(self) -> None:
        """The engine does."""

    def close(self) -> None:
        """The connection is not ours."""


class SinkInlet:
    def __init__(
        self, writer: SinkWriter, model: str, key: str, mapping: Mapping[str, str]
    ) -> None:
        self._writer = writer
        self._model = model
        self._key = key
        self._mapping = dict(mapping)
        fields = ", ".join(f'"{name}"' for name in mapping)
        self._insert = (
            f'INSERT OR REPLACE INTO "{model}" ("key", {fields}) VALUES (?{", ?" * len(mapping)})'
        )
        self._select = f'SELECT "key", {fields} FROM "{model}"'
        writer.connection.execute(
            f'CREATE TABLE IF NOT EXISTS "{model}" ("key" text PRIMARY KEY, {fields})'
        )
        self._read = self._created = self._updated = self._unchanged = 0
        self._rejects: list[Reject] = []

    def write(self, frame: pl.DataFrame) -> None:
        columns = {name: pl.col(column).cast(pl.String) for name, column in self._mapping.items()}
        source = numbered(frame, self._read).select(
            ROW, pl.col(self._key).cast(pl.String).alias("key"), **columns
        )
        self._read += frame.height
        schema = {name: pl.String for name in source.columns if name != ROW}
        current = pl.DataFrame(
            self._writer.connection.execute(self._select).fetchall(), schema=schema, orient="row"
        )
        changes = find_changes(source, current, "key")
        changed = {row for update in changes.updates for row in update.rows}
        rows = [*changes.create.iter_rows(named=True)]
        rows += source.filter(pl.col(ROW).is_in(list(changed))).iter_rows(named=True)
        for row in [*changes.duplicates[ROW], *changes.keyless[ROW]]:
            self._rejects.append(Reject(row, None, self._key, "The key is missing or not unique."))
        if not self._writer.dry_run:
            self._writer.connection.executemany(
                self._insert,
                [[value for name, value in row.items() if name != ROW] for row in rows],
            )
        self._writer.settle()
        self._created += changes.create.height
        self._updated += len(changed)
        self._unchanged += changes.unchanged.height

    def ids(self, keys: pl.Series) -> pl.Series:
        found = self._writer.connection.execute(f'SELECT "key", rowid FROM "{self._model}"')
        return keys.replace_strict(dict(found.fetchall()), default=None).cast(pl.String)

    def report(self) -> WriteReport:
        return WriteReport(
            model=self._model,
            read=self._read,
            created=self._created,
            updated=self._updated,
            unchanged=self._unchanged,
            quarantined=len({reject.row for reject in self._rejects}),
            rejects=tuple(self._rejects),
        )


class ResumableSinkInlet(SinkInlet):
    def standing(self) -> Standing:
        report = self.report()
        return Standing(report.counts, report.rejects, ())
