"""The comparator finds each loss that it is there to find, and nothing where nothing is lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dev import databases
from dev.paths import ROOT

from .compare import ABSENT, WHOLE, Difference, differences
from .losses import LOSSES, SAMPLE, Loss
from .sides import Side, overlay

_ADDON = ROOT / "tests" / "addons" / SAMPLE


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    yield from _dump("original", overlay(tmp_path_factory.mktemp("original"), {SAMPLE: _ADDON}))


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    yield from _dump("unchanged", overlay(tmp_path_factory.mktemp("unchanged"), {SAMPLE: _ADDON}))


@pytest.fixture(scope="module")
def found(
    original: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Difference]]:
    """What the comparator says of a copy that suffered all losses at once."""
    folder = overlay(tmp_path_factory.mktemp("lossy"), {SAMPLE: _ADDON})
    for loss in LOSSES:
        loss.plant(folder / "odoo" / "addons" / SAMPLE)
    for lossy in _dump("lossy", folder):
        yield _all(original, lossy)


def _dump(label: str, addons: Path) -> Iterator[dict[str, Any]]:
    name = f"comparator_{label}_{addons.parent.name}".lower().replace("-", "_")
    databases.clone(name)
    try:
        side = Side(name, addons)
        side.install([SAMPLE])
        yield side.dump([SAMPLE])
    finally:
        databases.drop(name)


def _all(original: dict[str, Any], copy: dict[str, Any]) -> list[Difference]:
    return [
        difference
        for part in (SAMPLE, WHOLE)
        for difference in differences(original[part], copy[part])
    ]


@pytest.mark.parametrize("loss", LOSSES, ids=str)
def test_a_planted_loss_is_found_and_named(loss: Loss, found: list[Difference]) -> None:
    assert loss[:3] in [difference[:3] for difference in found]


def test_an_unchanged_copy_has_no_difference(
    original: dict[str, Any], unchanged: dict[str, Any]
) -> None:
    assert _all(original, unchanged) == []


def test_every_sort_that_is_compared_has_a_planted_loss(original: dict[str, Any]) -> None:
    compared = {sort for part in (SAMPLE, WHOLE) for sort in original[part] if original[part][sort]}
    # Records of other modules are all read in one way.
    others = {sort for sort in compared if sort.startswith("touched ")}

    assert others
    assert compared - others - {loss.sort for loss in LOSSES} == set()


def test_what_only_one_side_has_is_one_difference() -> None:
    original = {"ir.cron": {"a.cron": {"active": True, "priority": 5}}}

    assert [difference[:3] for difference in differences(original, {})] == [
        ("ir.cron", "a.cron", "")
    ]
    assert differences({}, original)[0].original == ABSENT


def test_numbers_truth_and_text_are_not_mixed_up() -> None:
    original = {"field argument": {"a.b": {"size": 1, "copy": True, "digits": [12, 2]}}}
    copy = {"field argument": {"a.b": {"size": "1", "copy": 1, "digits": [12, 2]}}}

    assert [difference.attribute for difference in differences(original, copy)] == ["copy", "size"]


def test_a_time_taken_from_the_clock_may_be_as_much_later_as_its_record() -> None:
    def next_call(at: str, after: float) -> dict[str, Any]:
        return {"ir.cron": {"a.cron": {"nextcall": {"at": at, "after": after}}}}

    first, later = next_call("2030-01-01T10:00:00", 60.0), next_call("2030-01-01T10:05:00", 62.0)

    assert differences(first, later) == []
    assert differences(first, next_call("2030-01-02T10:00:00", 86460.0)) != []
    assert differences(first, next_call("2030-01-01T10:00:00", -86400.0)) == []
