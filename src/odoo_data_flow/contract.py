"""The contract of a step: the columns that must be there, their types, and what else may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

import polars as pl
from pydantic import BaseModel, ConfigDict

from .errors import FlowError
from .messages import text
from .rows import ROW

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


class Contract(BaseModel):
    """What becomes of data that the named columns of a step don't foresee.

    `columns`, of a column that is not named: `evolve` lets it pass, `freeze` stops the run,
    `discard_value` leaves the column out, `discard_row` quarantines the rows that have a value in
    it. `values`, of a value that is not of the type of its column, and of a line that is no proper
    row: `freeze` stops the run, `discard_row` quarantines the row, `discard_value` leaves the value
    empty (a line is quarantined) and keeps it with the rejects.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: Literal["evolve", "freeze", "discard_value", "discard_row"] = "evolve"
    values: Literal["freeze", "discard_value", "discard_row"] = "freeze"


class Breach(NamedTuple):
    """A value that breaks the contract. `row`: as ROW says; `stays`: only the value is left out."""

    row: int
    column: str
    reason: str
    stays: bool


class Kept(NamedTuple):
    """A frame that keeps its contract, and what was taken out of it."""

    frame: pl.DataFrame
    breaches: list[Breach]


def keep_contract(
    frame: pl.DataFrame, columns: Mapping[str, ColumnType], contract: Contract, name: str
) -> Kept:
    """Give the named columns their types, and treat the rest as the contract says.

    `frame` has a column ROW, which stays; `name`: of the file or frame, for messages. Raises
    FlowError (path `columns` or `columns.<name>`) where the contract says stop; it names the first
    row (1 is the first row of data).
    """
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise FlowError(
            "columns",
            text(
                "%(name)s has no column %(names)s; it has %(listed)s.",
                name=name,
                names=", ".join(map(repr, missing)),
                listed=_listed(frame),
            ),
        )
    breaches: list[Breach] = []
    typed = []
    for column, kind in columns.items():
        typed.append(convert(frame[column], kind))
        for breach in _lost(frame, typed[-1], kind, contract):
            if contract.values == "freeze":
                raise FlowError(
                    f"columns.{column}",
                    text("%(name)s, %(reason)s", name=name, reason=breach.reason),
                )
            breaches.append(breach)
    kept = frame.with_columns(typed)
    others = [column for column in frame.columns if column not in (ROW, *columns)]
    if others and columns and contract.columns != "evolve":
        if contract.columns == "freeze":
            raise FlowError(
                "columns",
                text(
                    "%(name)s has the column %(names)s, which is not named here; name it, or let "
                    "`contract.columns` be evolve.",
                    name=name,
                    names=", ".join(map(repr, others)),
                ),
            )
        if contract.columns == "discard_row":
            breaches += _unforeseen(frame, others)
        kept = kept.drop(others)
    gone = {breach.row for breach in breaches if not breach.stays}
    if gone:
        kept = kept.filter(~pl.col(ROW).is_in(list(gone)))
    return Kept(kept, breaches)


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


def _lost(
    frame: pl.DataFrame, converted: pl.Series, kind: ColumnType, contract: Contract
) -> Iterator[Breach]:
    """The values that a conversion could not keep."""
    column = frame[converted.name]
    lost = converted.is_null() & column.is_not_null()
    for value, row in zip(column.filter(lost), frame[ROW].filter(lost), strict=True):
        reason = text(
            "row %(row)s: %(value)s is no %(kind)s; write it like %(example)s, or correct the "
            "type.",
            row=row + 1,
            value=repr(value),
            kind=kind,
            example=_EXAMPLES.get(kind) or text("a text"),
        )
        yield Breach(row, column.name, reason, contract.values == "discard_value")


def _unforeseen(frame: pl.DataFrame, others: list[str]) -> Iterator[Breach]:
    for name in others:
        for row in frame[ROW].filter(frame[name].is_not_null()):
            reason = text(
                "row %(row)s: has a value in %(name)s, a column that the contract does not name.",
                row=row + 1,
                name=repr(name),
            )
            yield Breach(row, name, reason, False)


def _listed(frame: pl.DataFrame) -> str:
    return ", ".join(repr(column) for column in frame.columns if column != ROW)


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
