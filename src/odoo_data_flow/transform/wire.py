"""How parent and child hand each other a header and frames: through a file without a name.

A header as JSON, then every frame as an Arrow IPC stream; each with its length before it.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from typing import Any, BinaryIO

import polars as pl

_LENGTH = 8


def open_nameless() -> BinaryIO:
    """A file that only those can open who inherit it; in memory where the system can do that."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("odoo_data_flow"), "w+b")
    return tempfile.TemporaryFile()


def write_message(file: BinaryIO, header: dict[str, Any], frames: Iterable[pl.DataFrame]) -> None:
    """Append a header and frames. The reader must know from the header how many frames follow."""
    text = json.dumps(header).encode()
    file.write(len(text).to_bytes(_LENGTH, "big") + text)
    for frame in frames:
        start = file.tell()
        file.write(bytes(_LENGTH))
        frame.write_ipc_stream(file)
        end = file.seek(0, os.SEEK_END)
        file.seek(start)
        file.write((end - start - _LENGTH).to_bytes(_LENGTH, "big"))
        file.seek(end)
    file.flush()


def read_header(file: BinaryIO) -> Any:
    """The header; empty if nothing was written. Raises ValueError for what is none."""
    text = _next(file)
    return json.loads(text) if text else {}


def read_frame(file: BinaryIO) -> pl.DataFrame:
    """The next frame. Raises ValueError, OSError or PolarsError for what is none."""
    return pl.read_ipc_stream(_next(file))


def _next(file: BinaryIO) -> bytes:
    length = int.from_bytes(file.read(_LENGTH), "big")
    start = file.tell()
    end = file.seek(0, os.SEEK_END)
    file.seek(start)
    # Who wrote it may say anything: no memory is taken for what is not there.
    if length > end - start:
        raise ValueError("there is less than its length says")
    return file.read(length)
