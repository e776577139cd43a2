"""Rows as numbers that tell whether anything in them has changed."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

#: Part of every hash: another version of polars may hash otherwise, and then all rows count as
#: changed, which costs time but loses nothing.
SEED = 20


def hashed(frame: pl.DataFrame, key: str, columns: Sequence[str]) -> pl.DataFrame:
    """`key` (text without spaces around it, null if empty) and `hash` (Int64) of each row.

    Two different rows have the same hash once in 2**64.
    """
    text = pl.col(key).cast(pl.String).str.strip_chars()
    values = [_hashable(name, frame.schema[name]) for name in columns]
    return frame.select(
        pl.when(text != "").then(text).alias("key"),
        (pl.struct(values).hash(SEED) if values else pl.lit(0, pl.UInt64))
        .reinterpret(signed=True)
        .alias("hash"),
    )


def _hashable(name: str, dtype: pl.DataType) -> pl.Expr:
    """polars hashes no lists."""
    if dtype.is_nested():
        return pl.struct(name).struct.json_encode()
    return pl.col(name)
