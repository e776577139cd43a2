"""Runs that are stopped go on where they were, and nothing shows that they were stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from dev.paths import ROOT


@pytest.fixture(scope="module")
def moments() -> list[dict[str, Any]]:
    """What came of a run that was killed at each moment, and then run again."""
    # In memory where that is possible: what is tested is the order of things, not the disk.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with TemporaryDirectory(dir=memory) as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.integration.data_flow.resume.every_point", folder],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_killed_at_any_commit_point_the_run_ends_as_if_undisturbed(
    moments: list[dict[str, Any]],
) -> None:
    assert [moment for moment in moments if moment["differs"]] == []


def test_every_kind_of_commit_point_was_hit(moments: list[dict[str, Any]]) -> None:
    kinds = Counter(moment["moment"].split(": ")[1] for moment in moments)

    for what in ("fsync", "replace", "unlink", "commit", "commit of the sink"):
        assert kinds[what] >= 1, what
    assert all(moment["killed"] for moment in moments)


def test_run_is_resumed_from_its_first_commit_to_its_last(moments: list[dict[str, Any]]) -> None:
    ways = [moment["how"] for moment in moments]

    assert ways == sorted(ways, key=["begun", "resumed", "ended"].index)
    assert Counter(ways)["begun"] <= 5
    assert Counter(ways)["resumed"] > 50
