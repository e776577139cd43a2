"""What stands below ``.runtime`` is complete, or it is not there."""

import errno
import os

import pytest

from dev import building
from dev.failure import Failure, run


@pytest.fixture
def target(tmp_path, monkeypatch):
    monkeypatch.setattr(building, "RUNTIME", tmp_path)
    return tmp_path / "thing"


def test_built_thing_is_not_built_again(target):
    building.build(target, "one", lambda folder: (folder / "file").write_text("first"))

    building.build(target, "one", lambda folder: (folder / "file").write_text("second"))

    assert (target / "file").read_text() == "first"


def test_another_recipe_replaces_the_whole_thing(target):
    building.build(target, "one", lambda folder: (folder / "old").write_text("first"))

    building.build(target, "two", lambda folder: (folder / "new").write_text("second"))

    assert sorted(path.name for path in target.iterdir()) == [building.STAMP, "new"]


def test_failure_half_way_leaves_what_was_there(target):
    building.build(target, "one", lambda folder: (folder / "file").write_text("first"))

    def fail(folder):
        (folder / "file").write_text("half")
        raise Failure("download", "broke off", "repeat")

    with pytest.raises(Failure, match="download: broke off; repeat"):
        building.build(target, "two", fail)

    assert (target / "file").read_text() == "first"
    assert not building.is_built(target, "two")
    assert not target.with_name("thing.new").exists()


def test_full_disk_is_told_in_one_line(target):
    def fill(_folder):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(Failure) as told:
        building.build(target, "one", fill)

    assert str(told.value).startswith(f"{target}: No space left on device; free some space")
    assert not target.exists()


def test_leftovers_of_a_crash_are_not_trusted(target):
    target.mkdir()
    (target / "half").write_text("")

    building.build(target, "one", lambda folder: (folder / "file").write_text("whole"))

    assert not (target / "half").exists()


def test_failed_command_is_told_by_the_line_that_says_most():
    script = "echo reading; echo 'E: Failed to fetch the list'; echo bye; exit 100"

    with pytest.raises(Failure) as told:
        run(["sh", "-c", script], subject="lists", remedy="check the network")

    assert str(told.value) == "lists: E: Failed to fetch the list; check the network"


def test_full_disk_of_a_command_names_the_right_remedy():
    script = "echo 'tar: write error: No space left on device' >&2; exit 2"

    with pytest.raises(Failure, match="free some space"):
        run(["sh", "-c", script], subject="unpacking", remedy="check the network")
