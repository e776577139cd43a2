"""What stands below ``.runtime`` is complete: built beside, stamped, then renamed into place."""

import fcntl
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.failure import disk_full_is_a_failure
from dev.paths import RUNTIME

STAMP = ".stamp"


def say(text: str) -> None:
    """Tell on stderr what is going on: stdout belongs to the command that a person asked for."""
    print(text, file=sys.stderr, flush=True)


def digest(*parts: object) -> str:
    """A short hash of some values: equal parts, equal digest."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:16]


def digest_of_files(files: Iterable[Path], relative_to: Path) -> str:
    """A short hash of the names and contents of ``files``."""
    whole = hashlib.sha256()
    for file in sorted(files):
        whole.update(f"{file.relative_to(relative_to)}\0".encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:16]


def is_built(target: Path, recipe: str) -> bool:
    """Whether ``target`` stands complete and was made by this ``recipe``."""
    stamp = target / STAMP
    return stamp.is_file() and stamp.read_text() == recipe


def build(target: Path, recipe: str, make: Callable[[Path], None]) -> None:
    """Let ``make`` fill a new folder and put it in the place of ``target``, unless it is built.

    A crash, a failed download or a full disk leaves no ``target`` that a repeat would trust.

    :raises Failure: from ``make``, or when the disk is full.
    """
    if not is_built(target, recipe):
        with locked(target.name):
            if not is_built(target, recipe):
                _build(target, recipe, make)


def _build(target: Path, recipe: str, make: Callable[[Path], None]) -> None:
    new = target.with_name(f"{target.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    try:
        with disk_full_is_a_failure(target):
            new.mkdir(parents=True)
            make(new)
            (new / STAMP).write_text(recipe)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if target.exists():
        old = target.with_name(f"{target.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old)
    else:
        new.rename(target)


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold this checkout's lock ``name``: commands started at the same time wait for each other."""
    RUNTIME.mkdir(exist_ok=True)
    with (RUNTIME / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
