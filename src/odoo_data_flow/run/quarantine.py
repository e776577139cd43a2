"""Rows that were refused: with the reason and their values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from ..durable import parquet, write_whole
from ..rows import ROW
from ..write import Reject

#: Columns of a quarantine that stand before those of the row. `reject_row` counts from 1.
FILE, PLACE, COLUMN, REASON = "reject_source", "reject_row", "reject_column", "reject_reason"
#: The column of a line that is no row.
LINE = "line"


def quarantined(frame: pl.DataFrame, rejects: Iterable[Reject], source: str) -> pl.DataFrame:
    """The rejects with the values that `frame` (with ROW) has for them.

    One row for each reason. `source`: the file or frame that the rows stand in.
    """
    reasons = pl.DataFrame(
        [(reject.row, reject.column, reject.reason) for reject in rejects],
        schema={ROW: pl.Int64, COLUMN: pl.String, REASON: pl.String},
        orient="row",
    )
    return (
        reasons.join(frame, on=ROW, how="left", maintain_order="left")
        .with_columns(pl.lit(source).alias(FILE), (pl.col(ROW) + 1).alias(PLACE))
        .select(FILE, PLACE, COLUMN, REASON, pl.exclude(FILE, PLACE, COLUMN, REASON, ROW))
    )


def as_line(row: int, values: Sequence[str]) -> pl.DataFrame:
    """A row that could not be read, as far as it could: its fields as a line of CSV in LINE."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return pl.DataFrame({ROW: [row], LINE: [line.getvalue()]}, schema_overrides={ROW: pl.Int64})


def publish(frames: Iterable[pl.DataFrame], path: Path) -> None:
    """All rejects of a step as one CSV, for people: lists joined by commas, structures as JSON."""
    frame = pl.concat([_readable(frame) for frame in frames], how="diagonal")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, frame.write_csv().encode())


def publish_rows(rejects: pl.LazyFrame, path: Path) -> None:
    """The rows of a step's rejects as Parquet, just as they came to it and each once, so that they
    can be sent to it again.
    """
    rows = rejects.unique(PLACE, keep="first", maintain_order=True)
    write_whole(path, parquet(rows.drop(FILE, PLACE, COLUMN, REASON).collect()))


def _readable(frame: pl.DataFrame) -> pl.DataFrame:
    """Every value as text: frames of different steps of a source then go together."""
    expressions = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if isinstance(dtype, pl.List) and not dtype.inner.is_nested():
            column = column.list.eval(pl.element().cast(pl.String)).list.join(",")
        elif dtype.is_nested():
            column = pl.struct(column).struct.json_encode()
        elif dtype == pl.Binary:
            column = column.bin.encode("base64")
        expressions.append(column.cast(pl.String).alias(name))
    return frame.select(expressions)
