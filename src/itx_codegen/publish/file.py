"""One file, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_file(content: bytes, target: Path) -> None:
    """Write a file beside its place and move it there; raise OSError where the disk refuses."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as holder:
        half = Path(holder) / target.name
        half.write_bytes(content)
        os.replace(half, target)
