"""No two lanes touch the same record, no row is lost, and small groups are not torn."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from odoo_data_flow.write.odoo_rpc.lanes import lanes, packed

touches = st.lists(st.sets(st.integers(0, 8), max_size=2), max_size=30)


@given(touches, st.integers(1, 7), st.integers(1, 4))
def test_lanes_have_every_row_once_and_nothing_in_common(
    touched: list[set[int]], size: int, count: int
) -> None:
    rows = list(enumerate(touched))

    found = lanes(packed(rows, lambda row: row[1], size), count)

    assert sorted(row[0] for lane in found for task in lane for row in task.rows) == list(
        range(len(rows))
    )
    assert all(len(task.rows) <= size for lane in found for task in lane)
    assert len(found) <= count
    seen = Counter(
        number for lane in found for number in {n for task in lane for n in task.touches}
    )
    assert all(times == 1 for times in seen.values())


@given(st.lists(st.integers(0, 5), max_size=30))
def test_group_that_fits_is_in_one_task(parents: list[int]) -> None:
    rows = list(enumerate(parents))

    tasks = packed(rows, lambda row: [row[1]], 30)

    homes = Counter(parent for task in tasks for parent in {row[1] for row in task.rows})
    assert all(times == 1 for times in homes.values())


def test_rows_without_parents_are_divided_evenly() -> None:
    tasks = packed(range(1000), lambda _row: (), 100)

    assert [sum(len(task.rows) for task in lane) for lane in lanes(tasks, 2)] == [500, 500]
    assert [row for task in tasks for row in task.rows] == list(range(1000))
