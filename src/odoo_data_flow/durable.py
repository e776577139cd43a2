"""Files that are there whole or not at all, also after a power failure or on a full disk."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import polars as pl

from .errors import Blocked, Interrupted
from .messages import text

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def told_if_full(path: Path) -> Iterator[None]:
    """Turn the system's refusal to take more data into Interrupted (empty path)."""
    try:
        yield
    except (OSError, pl.exceptions.ComputeError) as error:
        if not is_full(error):
            raise
        raise Interrupted(
            "",
            text(
                "there is no room left in %(folder)s to write %(name)s. Make room and run the "
                "flow again; it goes on where it stopped.",
                folder=path.parent,
                name=path.name,
            ),
        ) from error


def refused(error: OSError) -> Blocked:
    """What to say when the system refuses a file or folder: no fault of flow or data."""
    message = text(
        "the system refuses it (%(cause)s). Correct that and run the flow again; it goes on where "
        "it stopped.",
        cause=error.strerror or error,
    )
    if error.filename:
        message = text("%(file)s: %(message)s", file=error.filename, message=message)
    return Blocked("", message)


def is_full(error: Exception) -> bool:
    """Whether the disk, a quota or a limit on files is used up; polars tells it only as text."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in _FULL
    return any(f"os error {code}" in str(error) for code in _FULL)


def write_whole(path: Path, content: bytes) -> None:
    """Replace the file at once; when this returns, it is on the disk. Raises Interrupted."""
    part = path.with_name(f".{path.name}.part")
    with told_if_full(path):
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Make what a file holds last; of a folder, the names that were given and taken in it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def parquet(frame: pl.DataFrame) -> bytes:
    """A frame as a Parquet file."""
    buffer = BytesIO()
    # Parts are read once or twice and thrown away: fast, not small.
    frame.write_parquet(buffer, compression="lz4", statistics=False)
    return buffer.getvalue()


def sha256(content: bytes) -> str:
    """The hash by which a part is known."""
    return hashlib.sha256(content).hexdigest()
