"""How a frame is shown, and what is told to be new in it."""

from datetime import date, datetime, timezone

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo_data_flow.preview.frame import SHOWN_ROWS, match_rows, show, type_name


def test_values_are_shown_as_texts_and_no_value_as_none():
    frame = pl.DataFrame(
        {
            "text": ["ก"],
            "none": [None],
            "bool": [True],
            "int": [7],
            "float": [1.5],
            "date": [date(2024, 2, 29)],
            "time": [datetime(2024, 2, 29, 1, 2, 3)],
            "list": [["a", None, "b"]],
            "struct": [{"x": 1}],
            "bytes": [b"abc"],
        }
    )

    shown = show("main", frame)

    assert shown.cells == (
        (
            *("ก", None, "true", "7", "1.5"),
            *("2024-02-29", "2024-02-29 01:02:03", "a, , b", '{"x": "1"}', "(3 bytes)"),
        ),
    )
    assert [column.nulls for column in shown.columns] == [0, 1] + 8 * [0]
    assert shown.model_dump(mode="json")["cells"][0][1] is None


@pytest.mark.parametrize(
    ("dtype", "name"),
    [
        (pl.String(), "str"),
        (pl.Int16(), "int"),
        (pl.UInt64(), "int"),
        (pl.Float32(), "float"),
        (pl.Decimal(10, 2), "float"),
        (pl.Boolean(), "bool"),
        (pl.Date(), "date"),
        (pl.Datetime("ms", timezone.utc.tzname(None)), "datetime"),
        (pl.List(pl.Int64()), "list"),
        (pl.Null(), "null"),
    ],
)
def test_types_have_the_names_that_contracts_give_them(dtype, name):
    assert type_name(dtype) == name


def test_long_frames_and_long_cells_are_cut_and_said_to_be_longer():
    shown = show("main", pl.DataFrame({"a": ["x" * 1000] * (SHOWN_ROWS + 1)}))

    assert (shown.rows, len(shown.cells)) == (SHOWN_ROWS + 1, SHOWN_ROWS)
    assert str(shown.cells[0][0]).endswith("x…")


def test_rows_are_matched_by_key_wherever_they_stand():
    before = pl.DataFrame({"id": ["a", "b", "c"], "n": [1, 2, 3], "old": [0, 0, 0]})
    after = pl.DataFrame({"id": ["c", "a", "d"], "n": [3, 9, 4], "new": ["x", "y", "z"]})

    shown = show("main", after, ("main", before))

    assert (shown.matched, shown.key) == ("key", "id")
    assert shown.changed == ((1, 1),)
    assert shown.new_rows == (2,)
    assert shown.gone_rows == 1
    assert shown.gone_columns == ("old",)
    assert [column.name for column in shown.columns if column.is_new] == ["new"]


def test_a_column_that_only_changes_its_type_is_told_as_such():
    shown = show(
        "main",
        pl.DataFrame({"id": ["a", "b"], "n": [1, 2]}),
        ("main", pl.DataFrame({"id": ["a", "b"], "n": ["1", "2"]})),
    )

    assert shown.changed == ()
    assert shown.columns[1].type_before == "str"


def test_the_key_of_the_flow_is_preferred_to_what_else_is_unique():
    frame = pl.DataFrame({"line": [1, 2], "code": ["a", "b"]})

    assert match_rows(frame, frame[::-1], ["code"]).key == "code"


def test_without_a_key_rows_are_matched_by_place_if_a_column_shows_that_they_stand_as_before():
    before = pl.DataFrame({"town": ["x", "x", "y"], "n": [1.0, 2.0, 3.0]})

    assert match_rows(before, before.with_columns(pl.col("n") * 2)).how == "place"
    assert (
        match_rows(before, before.with_columns(pl.lit("z").alias("town"), n=pl.col("n") + 1))
        is None
    )


def test_a_column_that_the_step_has_changed_is_no_key_if_another_shows_that_rows_stand():
    before = pl.DataFrame({"code": ["1", "3", "3", None], "name": [" Anna ", "Bo", "Cy", "Di"]})
    after = before.with_columns(pl.col("name").str.strip_chars())

    shown = show("main", after, ("main", before))

    assert (shown.matched, shown.changed, shown.new_rows) == ("place", ((0, 1),), ())


def test_rows_that_have_changed_in_every_column_keep_their_place_if_the_step_says_so():
    before = pl.DataFrame({"n": [1.0, 2.0]})

    assert match_rows(before, before * 3, in_order=True).rows == [0, 1]


def test_what_is_not_shown_is_not_marked():
    before = pl.DataFrame({"id": [str(n) for n in range(SHOWN_ROWS + 5)], "n": 0})
    after = before.with_columns(n=1)

    assert len(show("main", after, ("main", before)).changed) == SHOWN_ROWS


_FRAMES = st.integers(0, 6).flatmap(
    lambda rows: st.fixed_dictionaries(
        {
            "a": st.lists(
                st.sampled_from([None, "x", "y", "z", "w"]), min_size=rows, max_size=rows
            ),
            "b": st.lists(st.integers(0, 4), min_size=rows, max_size=rows),
        }
    ).map(lambda data: pl.DataFrame(data, schema={"a": pl.String(), "b": pl.Int64()}))
)


@given(_FRAMES, _FRAMES)
def test_every_row_is_matched_changed_new_or_gone(before, after):
    shown = show("main", after, ("main", before))
    if shown.matched is None:
        return

    matched = after.height - len(shown.new_rows)
    assert shown.gone_rows == before.height - matched
    assert not {row for row, _column in shown.changed} & set(shown.new_rows)


@given(_FRAMES)
def test_a_frame_against_itself_has_nothing_new(frame):
    shown = show("main", frame, ("main", frame))

    assert (shown.changed, shown.new_rows, shown.gone_rows, shown.gone_columns) == ((), (), 0, ())
