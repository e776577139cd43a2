"""The contract of a step: the columns that must be there, their types, and what else may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import polars as pl
from pydantic import BaseModel, ConfigDict

from .errors import FlowError
from .messages import Message, text
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
#: Type → what is told of a value that is none of it: cause and remedy.
_NO_VALUE: dict[ColumnType, Callable[[str], Message]] = {
    "str": lambda value: text("%(value)s is no text.", value=value),
    "int": lambda value: text("%(value)s is no whole number; write it like 1234.", value=value),
    "float": lambda value: text("%(value)s is no number; write it like 1234.50.", value=value),
    "bool": lambda value: text(
        "%(value)s is neither yes nor no; write true, false, yes, no, 1 or 0.", value=value
    ),
    "date": lambda value: text("%(value)s is no date; write it like 2024-12-31.", value=value),
    "datetime": lambda value: text(
        "%(value)s is no date with a time; write it like 2024-12-31 23:59:59.", value=value
    ),
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


def need_columns(frame: pl.DataFrame, columns: Iterable[str], name: str) -> None:
    """Raises FlowError (path `columns`) if the frame, of the file `name`, lacks one of them."""
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


def keep_contract(
    frame: pl.DataFrame, columns: Mapping[str, ColumnType], contract: Contract, name: str
) -> Kept:
    """Give the named columns their types, and treat the rest as the contract says.

    `frame` has a column ROW, which stays; `name`: of the file or frame, for messages. Raises
    FlowError (path `columns` or `columns.<name>`) where the contract says stop; it names the first
    row (1 is the first row of data).
    """
    need_columns(frame, columns, name)
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
    if isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone:
        column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    exact = _exact(column, kind)
    if not exact.any():
        return pl.Series(column.name, [None] * len(column), dtype=target)
    converted: pl.Series = column.set(~exact, None).cast(target, strict=False)
    if kind == "str" and column.dtype.is_float():
        # As a sheet shows it: a telephone number whose column holds numbers has no decimals.
        converted = converted.str.replace(r"^(-?\d+)\.0$", "$1")
    return converted


def _exact(column: pl.Series, kind: ColumnType) -> pl.Series:
    """Whether each value is one of the type as well, so that a cast neither cuts off a part of it
    nor takes a number for a moment.
    """
    given = column.dtype
    is_number, is_moment = given.is_numeric(), given in (pl.Date, pl.Datetime)
    if kind == "str":
        possible = is_number or is_moment or given in (pl.Boolean, pl.Time, pl.Categorical, pl.Enum)
    elif kind in ("date", "datetime"):
        possible = is_moment
    else:
        possible = is_number or given == pl.Boolean
    if not possible:
        return pl.repeat(False, len(column), dtype=pl.Boolean(), eager=True)
    if kind == "bool":
        return (column == 0) | (column == 1)
    if kind == "int" and is_number and not given.is_integer():
        return column.round(0) == column
    if kind == "date":
        return column.dt.truncate("1d") == column
    return column.is_not_null()


def _lost(
    frame: pl.DataFrame, converted: pl.Series, kind: ColumnType, contract: Contract
) -> Iterator[Breach]:
    """The values that a conversion could not keep."""
    column = frame[converted.name]
    lost = converted.is_null() & column.is_not_null()
    for value, row in zip(column.filter(lost), frame[ROW].filter(lost), strict=True):
        reason = text(
            "row %(row)s: %(problem)s If the column holds something else, correct its type.",
            row=row + 1,
            problem=no_value(value, kind),
        )
        yield Breach(row, column.name, reason, contract.values == "discard_value")


def no_value(value: object, kind: ColumnType) -> Message:
    """Why a value has not become one of the type: cause and remedy."""
    return _NO_VALUE[kind](repr(str(value)))


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


def _of_year(text: pl.Expr) -> pl.Expr:
    """The texts that begin with a year of four digits: polars takes 24 for a year, too."""
    text = text.str.strip_chars()
    return pl.when(text.str.contains(r"^\d{4}-")).then(text)


def _bool(text: pl.Expr) -> pl.Expr:
    text = text.str.strip_chars().str.to_lowercase()
    return pl.when(text.is_in(_TRUE)).then(True).when(text.is_in(_FALSE)).then(False)


def _date(text: pl.Expr) -> pl.Expr:
    # A sheet's dates have a time, which says nothing, where they stand in a column of texts.
    day = _of_year(text).str.replace(r"[ T]00:00(:00(\.0+)?)?$", "")
    return day.str.to_date("%Y-%m-%d", strict=False)


def _datetime(text: pl.Expr) -> pl.Expr:
    text = _of_year(text).str.replace("T", " ", literal=True)
    return pl.coalesce(
        text.str.to_datetime(pattern, time_unit="us", strict=False)
        for pattern in ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%d")
    )


_PARSERS: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "str": lambda text: text,
    # Programs that know no missing integers write all of them as 42.0.
    "int": lambda text: (
        text.str.strip_chars().str.replace(r"^([+-]?\d+)\.0+$", "$1").cast(pl.Int64, strict=False)
    ),
    "float": lambda text: text.str.strip_chars().cast(pl.Float64, strict=False),
    "bool": _bool,
    "date": _date,
    "datetime": _datetime,
}
