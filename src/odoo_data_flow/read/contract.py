"""The contract of a read step: the columns that must be there, and their types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import polars as pl

from ..errors import FlowError

ColumnType = Literal["str", "int", "float", "bool", "date", "datetime"]

_TYPES: dict[str, pl.DataType] = {
    "str": pl.String(),
    "int": pl.Int64(),
    "float": pl.Float64(),
    "bool": pl.Boolean(),
    "date": pl.Date(),
    "datetime": pl.Datetime("us"),
}
_EXAMPLES = {
    "int": "42",
    "float": "3.14",
    "bool": "true, false, yes, no, 1 or 0",
    "date": "2024-12-31",
    "datetime": "2024-12-31 23:59:59",
}
_TRUE = ("true", "t", "yes", "y", "1")
_FALSE = ("false", "f", "no", "n", "0")


def apply_contract(
    frame: pl.DataFrame, columns: Mapping[str, ColumnType], file: str
) -> pl.DataFrame:
    """The frame with the named columns in their types; the others stay as they are.

    Raises FlowError (path `columns` or `columns.<name>`) that names `file`, the column and the
    first row (1 is the first row of data) that is not of the type.
    """
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise FlowError(
            "columns",
            f"{file} has no column {', '.join(map(repr, missing))}; "
            f"it has {', '.join(map(repr, frame.columns))}.",
        )
    return frame.with_columns(_converted(frame[name], kind, file) for name, kind in columns.items())


def convert(column: pl.Series, kind: ColumnType) -> pl.Series:
    """The column in a type of the contract; null where a value can't be one of it."""
    target = _TYPES[kind]
    if column.dtype == target:
        return column
    if column.dtype == pl.String:
        parsed = _PARSERS[kind](pl.col(column.name)).alias(column.name)
        return column.to_frame().select(parsed).to_series()
    if column.dtype.is_nested() or column.dtype == pl.Binary:
        return pl.Series(column.name, [None] * len(column), dtype=target)
    if isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone:
        column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    converted: pl.Series = column.cast(target, strict=False)
    return converted


def _converted(column: pl.Series, kind: ColumnType, file: str) -> pl.Series:
    converted = convert(column, kind)
    lost = (converted.is_null() & column.is_not_null()).arg_true()
    if len(lost):
        row = lost[0]
        raise FlowError(
            f"columns.{column.name}",
            f"{file}, row {row + 1}: {column[row]!r} is no {kind}; "
            f"write it like {_EXAMPLES.get(kind, 'a text')}, or correct the type"
            + (f" ({len(lost)} rows are like this)." if len(lost) > 1 else "."),
        )
    return converted


def _bool(text: pl.Expr) -> pl.Expr:
    text = text.str.strip_chars().str.to_lowercase()
    return pl.when(text.is_in(_TRUE)).then(True).when(text.is_in(_FALSE)).then(False)


def _datetime(text: pl.Expr) -> pl.Expr:
    text = text.str.strip_chars().str.replace("T", " ", literal=True)
    return pl.coalesce(
        text.str.to_datetime(pattern, time_unit="us", strict=False)
        for pattern in ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%d")
    )


_PARSERS: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "str": lambda text: text,
    "int": lambda text: text.str.strip_chars().cast(pl.Int64, strict=False),
    "float": lambda text: text.str.strip_chars().cast(pl.Float64, strict=False),
    "bool": _bool,
    "date": lambda text: text.str.strip_chars().str.to_date("%Y-%m-%d", strict=False),
    "datetime": _datetime,
}
