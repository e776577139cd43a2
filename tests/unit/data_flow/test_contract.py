"""Values in the types of a contract: nothing is cut off, nothing is taken for something else."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo_data_flow.contract import ColumnType, convert

KINDS: tuple[ColumnType, ...] = ("str", "int", "float", "bool", "date", "datetime")


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (2.0, "int", 2),
        (2.5, "int", None),
        (Decimal("2.5"), "int", None),
        ("42.00", "int", 42),
        ("42.50", "int", None),
        (45000, "date", None),
        (45000.0, "datetime", None),
        (True, "date", None),
        (2, "bool", None),
        (1.0, "bool", True),
        (datetime(2024, 5, 1), "date", date(2024, 5, 1)),
        (datetime(2024, 5, 1, 12), "date", None),
        (date(2024, 5, 1), "datetime", datetime(2024, 5, 1)),
        (date(2024, 5, 1), "int", None),
        ("2024-05-01 00:00:00", "date", date(2024, 5, 1)),
        ("2024-05-01 12:00:00", "date", None),
        ("24-05-01", "date", None),
        ("24-05-01 12:00", "datetime", None),
        (812345678.0, "str", "812345678"),
        (2.5, "str", "2.5"),
        ([1], "str", None),
    ],
)
def test_value_becomes_its_equal_of_the_type_or_none(
    value: Any, kind: ColumnType, expected: Any
) -> None:
    assert convert(pl.Series("column", [value, None]), kind).to_list() == [expected, None]


@given(
    st.one_of(
        st.lists(st.floats() | st.none()),
        st.lists(st.integers(-(2**62), 2**62) | st.none()),
        st.lists(st.booleans() | st.none()),
        st.lists(st.datetimes() | st.none()),
    ),
    st.sampled_from(KINDS),
)
def test_what_converts_is_worth_what_it_was(values: list[Any], kind: ColumnType) -> None:
    column = pl.Series("column", values)

    converted = convert(column, kind)

    assert len(converted) == len(column)
    for before, after in zip(column, converted, strict=True):
        if after is None or kind == "str" or before != before:
            continue
        at_midnight = kind == "date" and isinstance(before, datetime)
        whole = datetime(after.year, after.month, after.day) if at_midnight else after
        assert whole == (float(before) if kind == "float" else before)
