"""A lock that a file stands for. The system lets go of it when the process ends, in any way."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import FlowError
from ..messages import text


@contextmanager
def file_lock(path: Path, what: str) -> Iterator[None]:
    """Hold the lock. Raises FlowError (empty path) that names the process which has it.

    The file stays: if it were removed, two processes could hold the locks of two files of one name.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 20).decode(errors="replace").strip()
            raise FlowError(
                "",
                text(
                    "%(what)s is running already (process %(holder)s). Wait until it has ended.",
                    what=what,
                    holder=holder or text("unknown"),
                ),
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
