"""What a reader is, and the readers by format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

import polars as pl
from pydantic import JsonValue

from ..errors import FlowError
from ..messages import text
from ..options import Formats, Options
from ..rows import BATCH


@dataclass(frozen=True)
class Request:
    """What to read.

    `path`: the file, for readers of files; `connection`: what the host has under the name that the
    step gives, for the others. `after`: go on after this batch (its `after`); None begins.
    `since`: only rows whose `write_date` is not before it (UTC, without time zone). `columns`: only
    these; None is all. `keys`: only rows with these values in the key column. `rows`: how many at a
    time.
    """

    path: Path | None = None
    connection: Any = None
    after: JsonValue = None
    since: datetime | None = None
    columns: tuple[str, ...] | None = None
    keys: tuple[Any, ...] | None = None
    rows: int = BATCH


class BadRow(NamedTuple):
    """A row that can't be read. `row`: its place in the source, from 0; `values`: as they stand."""

    row: int
    reason: str
    values: tuple[str, ...]


class Batch(NamedTuple):
    """Some rows, in the order of the source.

    `frame` may have a column ROW; else its rows follow those of the batch before. `after`: the
    position to go on from. All batches of a source have the same columns and types. `behind`: rows
    that people at the source have marked to stay there, with the columns of `frame`; None is none.
    `nameless`: column → records that it would name if they had an external id.
    """

    frame: pl.DataFrame
    after: JsonValue
    bad: tuple[BadRow, ...] = ()
    behind: pl.DataFrame | None = None
    nameless: Mapping[str, int] = MappingProxyType({})


class Reader(Options):
    """Reads one format. Its attributes are the `options` of a read step.

    `reads_files`: whether it needs `path` or else `connection`. `knows_changes`: whether it can
    read `since` a time; it then has `newest()` and `oldest_transaction()`. `reads_here`: whether,
    without a `connection`, it reads where the flow runs.
    """

    reads_files: ClassVar[bool] = True
    reads_here: ClassVar[bool] = False
    knows_changes: ClassVar[bool] = False

    def read(self, request: Request) -> Iterator[Batch]:
        """The rows, at least one batch (without rows it has the columns).

        Raises FlowError (path `path`, `connection` or `options.…`); one with `passing` leaves the
        run to be resumed.
        """
        raise NotImplementedError

    def settled(self, request: Request) -> Reader:
        """The reader with all that it finds out about the source by itself filled in, so that it
        is found out once, and can be told. Raises FlowError.
        """
        return self

    def fingerprint(self, request: Request) -> str | None:
        """What tells whether the source is still the same when a run is resumed.

        None: rows of a position stay where they are, however the source changes.
        """
        if not self.reads_files:
            return None
        status = file_of(request).stat()
        return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}"

    def times(self, request: Request) -> SourceTimes:
        """Asked before the first row is read, by readers that know changes."""
        raise NotImplementedError


class SourceTimes(NamedTuple):
    """What a watermark is made from (UTC, without time zone).

    `newest`: the newest `write_date` of the rows; `oldest_transaction`: the start of the oldest
    transaction that may still write (of the source's own clock; its current time if it has none);
    `lag`: how far clocks and reports of them may be off.
    """

    newest: datetime | None
    oldest_transaction: datetime
    lag: timedelta = timedelta(0)


def file_of(request: Request) -> Path:
    """The file of a request. Raises FlowError (path `path`) if there is none."""
    if request.path is None:
        raise FlowError("path", text("is missing; name the file."))
    if not request.path.is_file():
        raise FlowError(
            "path",
            text(
                "there is no file %(name)s; put it there or correct the path.",
                name=repr(request.path.name),
            ),
        )
    return request.path


READERS: Formats[Reader] = Formats()
