"""Data stand after what they refer to, and otherwise where they were."""

import pytest

from itx_codegen.render.order import CycleError, ordered


def _sorted(needs: dict[str, set[str]]) -> list[str]:
    return ordered(list(needs), gives=lambda one: {one}, needs=lambda one: needs[one])


def test_given_order_holds_where_nothing_forbids_it() -> None:
    assert _sorted({"b": set(), "a": set(), "c": {"b"}}) == ["b", "a", "c"]


def test_what_is_needed_comes_first() -> None:
    assert _sorted({"a": {"c"}, "b": set(), "c": set()}) == ["b", "c", "a"]


def test_needs_from_elsewhere_and_of_oneself_are_met() -> None:
    assert _sorted({"a": {"a", "base.x"}}) == ["a"]


def test_rings_are_refused_with_their_members() -> None:
    with pytest.raises(CycleError) as caught:
        _sorted({"a": {"b"}, "b": {"a"}, "c": set()})

    assert caught.value.members == ("a", "b")
