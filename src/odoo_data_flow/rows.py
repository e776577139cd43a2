"""How rows are told apart, and how many of them are in memory."""

from __future__ import annotations

import polars as pl

#: The column that holds the place of a row in its source or frame, from 0.
ROW = "__row__"
#: Rows that are worked on at the same time.
BATCH = 50_000


def numbered(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    """The frame with a column ROW (Int64), counted from `first` unless it is there already."""
    if ROW in frame.columns:
        # Wider than the index type of polars, so that a caller's own numbers fit in.
        return frame.with_columns(pl.col(ROW).cast(pl.Int64))
    return frame.with_columns(pl.int_range(first, first + pl.len(), dtype=pl.Int64).alias(ROW))
