"""A frame for people: its cells as texts, and what is new in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple

import polars as pl

from .report import ColumnPreview, FramePreview

#: Rows of a frame that are shown.
SHOWN_ROWS = 200
#: Characters of a cell that are shown.
_CHARACTERS = 300

Rows = list[int | None]


class Matched(NamedTuple):
    """Which rows of two frames are the same one. `rows`: for each of the later frame, its place in
    the earlier one. `how` and `key`: as of FramePreview.
    """

    rows: Rows
    how: Literal["key", "place"]
    key: str | None = None


def show(
    name: str,
    frame: pl.DataFrame,
    before: tuple[str, pl.DataFrame] | None = None,
    keys: Iterable[str] = (),
    in_order: bool = False,
    sources: Mapping[str, str] | None = None,
) -> FramePreview:
    """A frame as it is shown, and what has changed in it against `before` (a frame and its name).

    `keys`: columns that are known to tell rows apart; `in_order`: rows keep their place as long as
    there are as many as before. `sources`: column → what fills it.
    """
    texts = {column.name: [_text(value) for value in column] for column in frame}
    columns = tuple(
        ColumnPreview(
            name=column.name,
            type=type_name(column.dtype),
            nulls=column.null_count(),
            source=(sources or {}).get(column.name),
            **(_against(column, before[1]) if before else {}),
        )
        for column in frame
    )
    shown = FramePreview(
        name=name,
        rows=frame.height,
        columns=columns,
        cells=tuple(
            tuple(_short(texts[column][row]) for column in frame.columns)
            for row in range(min(frame.height, SHOWN_ROWS))
        ),
    )
    if before is None:
        return shown
    told: dict[str, Any] = {
        "before": before[0],
        "gone_columns": tuple(name for name in before[1].columns if name not in frame.columns),
    }
    matched = match_rows(before[1], frame, keys, in_order)
    if matched:
        places = {place for place in matched.rows if place is not None}
        told |= {
            "matched": matched.how,
            "key": matched.key,
            "changed": tuple(_changed(before[1], texts, matched.rows[: len(shown.cells)])),
            "new_rows": tuple(
                row for row, place in enumerate(matched.rows[: len(shown.cells)]) if place is None
            ),
            "gone_rows": before[1].height - len(places),
        }
    return shown.model_copy(update=told)


def match_rows(
    before: pl.DataFrame, after: pl.DataFrame, keys: Iterable[str] = (), in_order: bool = False
) -> Matched | None:
    """Which rows of two frames are the same; None if that can't be told.

    By a column that tells all rows apart in both frames: one of `keys`, else one with the very same
    values in both. Else by place, if there are as many rows and a column, most of whose values
    differ, shows that they stand as before. Else by the column with the most values that are in
    both, half of them at least; else by place, if any column shows it.
    """
    texts = {
        name: (_keys(before[name]), _keys(after[name]))
        for name in after.columns
        if name in before.columns
    }
    usable = {
        name: len(set(one) & set(other))
        for name, (one, other) in texts.items()
        if _tells_apart(before[name], one) and _tells_apart(after[name], other)
    }
    known = [name for name in keys if usable.get(name)]
    needed = max(1, min(before.height, after.height) // 2)
    others = sorted(
        (name for name, common in usable.items() if common >= needed),
        key=lambda name: -usable[name],
    )
    whole = [name for name in others if usable[name] == before.height == after.height]
    standing = [len(set(one)) for one, other in texts.values() if one == other]
    in_place = Matched(list(range(after.height)), "place")
    for_sure = in_order or any(2 * values > after.height for values in standing)
    if not (known or whole) and before.height == after.height and for_sure:
        return in_place
    for name in [*known, *whole, *others][:1]:
        one, other = texts[name]
        place = {key: row for row, key in enumerate(one)}
        return Matched([place.get(key) for key in other], "key", name)
    stands = in_order or any(values > 1 for values in standing)
    return in_place if before.height == after.height and stands else None


def type_name(dtype: pl.DataType) -> str:
    """The type of a column in the words of contracts."""
    if isinstance(dtype, pl.Datetime):
        return "datetime"
    if isinstance(dtype, pl.List | pl.Array):
        return "list"
    if dtype.is_integer():
        return "int"
    if dtype.is_float() or dtype.is_decimal():
        return "float"
    return _TYPE_NAMES.get(dtype, str(dtype).lower())


_TYPE_NAMES: dict[pl.DataType, str] = {
    pl.String(): "str",
    pl.Boolean(): "bool",
    pl.Date(): "date",
}


def _against(column: pl.Series, before: pl.DataFrame) -> dict[str, Any]:
    if column.name not in before.columns:
        return {"is_new": True}
    former, now = type_name(before[column.name].dtype), type_name(column.dtype)
    return {"type_before": former} if former != now else {}


def _changed(
    before: pl.DataFrame, texts: Mapping[str, list[str | None]], rows: Rows
) -> Iterable[tuple[int, int]]:
    for number, (name, now) in enumerate(texts.items()):
        if name not in before.columns:
            continue
        former = [_text(value) for value in before[name]]
        for row, place in enumerate(rows):
            if place is not None and former[place] != now[row]:
                yield row, number


def _keys(column: pl.Series) -> list[str | None]:
    return [_text(value) for value in column]


def _tells_apart(column: pl.Series, texts: list[str | None]) -> bool:
    """Whether a column can be a key. Measured numbers, truth and lists are none."""
    if column.dtype.is_nested() or column.dtype.is_float() or column.dtype == pl.Boolean:
        return False
    return bool(texts) and None not in texts and len(set(texts)) == len(texts)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, bytes):
        return f"({len(value)} bytes)"
    if isinstance(value, pl.Series):
        return ", ".join(_text(item) or "" for item in value)
    if isinstance(value, dict):
        return json.dumps({name: _text(item) for name, item in value.items()}, ensure_ascii=False)
    return str(value)


def _short(text: str | None) -> str | None:
    return text if text is None or len(text) <= _CHARACTERS else f"{text[:_CHARACTERS]}…"
