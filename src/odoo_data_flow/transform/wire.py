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


def read_header(file: BinaryIO) -> dict[str, Any]:
    """The header; empty if nothing was written."""
    text = file.read(int.from_bytes(file.read(_LENGTH), "big"))
    header: dict[str, Any] = json.loads(text) if text else {}
    return header


def read_frame(file: BinaryIO) -> pl.DataFrame:
    """The next frame."""
    return pl.read_ipc_stream(file.read(int.from_bytes(file.read(_LENGTH), "big")))
