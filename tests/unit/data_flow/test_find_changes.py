"""The laws of the comparison of source rows with current rows."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo_data_flow.write import ROW, Changes, find_changes

SCHEMA: dict[str, Any] = {
    "key": pl.String,
    "name": pl.String,
    "amount": pl.Float64,
    "tags": pl.List(pl.Int64),
}
keys = st.sampled_from(["a", "b", "c", "d", "e", "f"])
values = {
    "name": st.none() | st.sampled_from(["", "x", "y", "ไทย"]),
    "amount": st.none() | st.sampled_from([0.0, -0.0, 1.5, float("nan")]),
    "tags": st.none() | st.lists(st.integers(0, 2), max_size=2),
}
source_rows = st.lists(st.fixed_dictionaries({"key": st.none() | keys, **values}), max_size=12)
current_rows = st.lists(
    st.fixed_dictionaries({"key": keys, **values}), max_size=6, unique_by=lambda row: row["key"]
)

quickly = settings(max_examples=30, deadline=None)


def frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA)


def applied(changes: Changes, current: pl.DataFrame) -> pl.DataFrame:
    """`current` after the changes, as a naive writer would make it."""
    records = {row["key"]: row for row in current.iter_rows(named=True)}
    for update in changes.updates:
        for key in update.keys:
            records[key] = {**records[key], **update.values}
    for row in changes.create.drop(ROW).iter_rows(named=True):
        records[row["key"]] = row
    return frame(list(records.values()))


@quickly
@given(source_rows, current_rows)
def test_every_source_row_is_in_just_one_place(source: Any, current: Any) -> None:
    changes = find_changes(frame(source), frame(current), "key")

    places = [
        *changes.create[ROW],
        *(row for update in changes.updates for row in update.rows),
        *changes.unchanged[ROW],
        *changes.duplicates[ROW],
        *changes.keyless[ROW],
    ]
    assert sorted(places) == list(range(len(source)))


@quickly
@given(source_rows, current_rows)
def test_applying_the_changes_makes_current_equal_to_source(source: Any, current: Any) -> None:
    before = frame(current)
    changes = find_changes(frame(source), before, "key")

    after = applied(changes, before)

    refused = [*changes.duplicates["key"]]
    wanted = frame([row for row in source if row["key"] and row["key"] not in refused])
    found = wanted.select("key").join(after, on="key", how="left", maintain_order="left")
    assert found.select(list(SCHEMA)).equals(wanted)
    untouched = before.join(wanted, on="key", how="anti", maintain_order="left")
    assert after.join(wanted, on="key", how="anti", maintain_order="left").equals(untouched)


@quickly
@given(source_rows, current_rows)
def test_second_run_finds_nothing_to_do(source: Any, current: Any) -> None:
    first = find_changes(frame(source), frame(current), "key")

    second = find_changes(frame(source), applied(first, frame(current)), "key")

    assert second.create.is_empty()
    assert second.updates == ()


@quickly
@given(source_rows, current_rows)
def test_update_holds_only_what_differs(source: Any, current: Any) -> None:
    before = {row["key"]: row for row in current}

    for update in find_changes(frame(source), frame(current), "key").updates:
        assert update.values
        for key in update.keys:
            for name, value in update.values.items():
                assert (
                    pl.Series([value], dtype=SCHEMA[name])
                    .ne_missing(pl.Series([before[key][name]], dtype=SCHEMA[name]))
                    .all()
                )


def test_equal_changes_are_one_update() -> None:
    current = frame([{"key": key, "name": "old"} for key in "abc"])
    source = frame([{"key": key, "name": "new"} for key in "abc"])

    updates = find_changes(source, current, "key").updates

    (update,) = updates
    assert (update.values, update.keys) == ({"name": "new"}, ("a", "b", "c"))


def test_rows_keep_the_numbers_that_the_caller_gave() -> None:
    source = frame([{"key": "a"}, {"key": "b"}]).with_columns(pl.Series(ROW, [7, 9]))

    assert find_changes(source, frame([]), "key").create[ROW].to_list() == [7, 9]


def test_frame_of_keys_alone_can_be_compared() -> None:
    source = pl.DataFrame({"key": ["a", "b"]})
    current = pl.DataFrame({"key": ["a"]})

    changes = find_changes(source, current, "key")

    assert changes.create["key"].to_list() == ["b"]
    assert changes.unchanged["key"].to_list() == ["a"]
