"""A module as a folder."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..errors import DocumentError, Problem
from ..messages import text


def write_folder(tree: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of `tree` below `folder`, which must not exist yet or be empty.

    The folder appears with all its files or not at all. Raises DocumentError if it holds something
    or a path leads out of it, OSError where the disk refuses.
    """
    target = folder.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = text("it exists already and is not empty; name a new folder.")
        raise DocumentError([Problem(str(folder), message)])
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as holder:
        half = Path(holder) / target.name
        half.mkdir()
        for path, content in tree.items():
            file = (half / path).resolve()
            if not file.is_relative_to(half):
                raise DocumentError([Problem(path, text("it leads out of the folder."))])
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        half.rename(target)
