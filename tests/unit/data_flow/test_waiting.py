"""Rows wait for those they refer to, and for nothing that will not come."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from odoo_data_flow.write.waiting import Waiting, WaitingRoom, frames

SCHEMA = pl.Schema({"key": pl.String(), "parent": pl.String()})


def waiting(key: str, *names: str) -> Waiting[str]:
    return Waiting("owner", key, ord(key), (key, ",".join(names)), SCHEMA, {"parent": set(names)})


def room(*rows: Waiting[str]) -> WaitingRoom[str]:
    found: WaitingRoom[str] = WaitingRoom()
    for row in rows:
        found.add(row)
    return found


def keys(rows: list[Waiting[str]]) -> str:
    return "".join(sorted(row.key for row in rows))


def test_row_is_free_when_all_that_it_waits_for_is_there() -> None:
    found = room(waiting("a", "x", "y"), waiting("b", "x"))

    assert keys(found.arrived(["x"])) == "b"
    assert keys(found.arrived(["y", "z"])) == "a"
    assert len(found) == 0


def test_who_waits_for_nobody_s_row_is_hopeless_and_so_is_who_waits_for_him() -> None:
    found = room(waiting("a", "nobody"), waiting("b", "a"), waiting("c", "d"), waiting("d", "c"))

    hopeless = found.take_hopeless()

    assert [(row.key, name) for row, name in hopeless] == [("a", "nobody"), ("b", "a")]
    assert len(found) == 2


def test_cycle_is_taken_without_those_that_only_wait_for_it() -> None:
    found = room(
        waiting("a", "b"),
        waiting("b", "c"),
        waiting("c", "a"),
        waiting("d", "a"),
        waiting("e", "e"),
    )

    assert keys(found.take_cycles(lambda _row: True)) == "abce"
    assert keys(found.arrived(["a"])) == "d"


def test_cycle_is_opened_only_where_a_record_can_do_without() -> None:
    found = room(waiting("a", "b"), waiting("b", "a"))

    assert keys(found.take_cycles(lambda row: row.key == "b")) == "b"
    assert keys(found.arrived(["b"])) == "a"


def test_rows_become_frames_again() -> None:
    other = Waiting("other", "z", 9, ("z",), pl.Schema({"key": pl.String()}), {})

    made = frames([waiting("a", "x"), other, waiting("b", "y")])

    assert [(owner, frame.height) for owner, frame in made] == [("owner", 2), ("other", 1)]
    assert made[0][1].rows() == [("a", "x"), ("b", "y")]


def test_row_that_makes_no_record_waits_for_the_one_that_does() -> None:
    """A second step fills further fields of a record that the first one has still to make."""
    second = replace(waiting("a", "a"), makes=False)
    found = room(
        waiting("a", "b"), waiting("b", "a"), second, replace(waiting("x", "x"), makes=False)
    )

    assert [name for _row, name in found.take_hopeless()] == ["x"]
    assert second not in found.take_cycles(lambda _row: True)
    assert found.arrived(["a"]) == [second]
