"""What would change: source rows against current rows, by key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from ..rows import ROW as ROW
from ..rows import numbered


@dataclass(frozen=True)
class Update:
    """Records that get the same new values: `values` is column → value."""

    values: dict[str, Any]
    keys: tuple[Any, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Changes:
    """Every source row, in just one of these places.

    `create`: rows whose key is not there yet (ROW, key and values). `updates`: rows with at least
    one changed value; only the changed values. `unchanged`: ROW and key. `duplicates`: rows whose
    key stands in the source more than once; which one is right nobody knows. `keyless`: rows
    without a key. Both have ROW and key.
    """

    create: pl.DataFrame
    updates: tuple[Update, ...]
    unchanged: pl.DataFrame
    duplicates: pl.DataFrame
    keyless: pl.DataFrame


def find_changes(source: pl.DataFrame, current: pl.DataFrame, key: str) -> Changes:
    """Compare two frames with equal columns and types.

    `source` may already have a column ROW; else its rows are numbered. The keys of `current` are
    unique and not null. Null equals null, NaN equals NaN; lists are equal in equal order.
    """
    source = numbered(source, 0)
    columns = [name for name in source.columns if name not in (ROW, key)]

    keyless = source.filter(pl.col(key).is_null())
    keyed = source.filter(pl.col(key).is_not_null())
    is_duplicate = keyed[key].is_duplicated()
    duplicates, unique = keyed.filter(is_duplicate), keyed.filter(~is_duplicate)

    create = unique.join(current, on=key, how="anti", maintain_order="left")
    pairs = unique.join(current, on=key, how="inner", suffix=_CURRENT, maintain_order="left")
    changed = pairs.select(pl.col(name).ne_missing(pl.col(name + _CURRENT)) for name in columns)
    any_changed = (
        changed.select(pl.any_horizontal(pl.all())).to_series()
        if columns
        else pl.repeat(False, pairs.height, eager=True)
    )
    return Changes(
        create=create,
        updates=tuple(_updates(pairs.filter(any_changed), changed.filter(any_changed), key)),
        unchanged=pairs.filter(~any_changed).select(ROW, key),
        duplicates=duplicates.select(ROW, key),
        keyless=keyless.select(ROW, key),
    )


_CURRENT = "__current__"
_MASK = "__mask__"


def _updates(pairs: pl.DataFrame, changed: pl.DataFrame, key: str) -> list[Update]:
    """Rows grouped by which columns changed, then by the new values of these."""
    updates: list[Update] = []
    if pairs.is_empty():
        return updates
    masked = pairs.with_columns(changed.select(pl.concat_list(pl.all()).alias(_MASK)).to_series())
    for group in masked.partition_by(_MASK, maintain_order=True):
        mask = group[_MASK][0]
        names = [name for name, is_changed in zip(changed.columns, mask, strict=True) if is_changed]
        equal = group.group_by(names, maintain_order=True).agg(pl.col(key), pl.col(ROW))
        for values in equal.iter_rows(named=True):
            keys, rows = values.pop(key), values.pop(ROW)
            updates.append(Update(values, tuple(keys), tuple(rows)))
    return updates
