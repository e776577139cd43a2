"""Which texts have a structure that merging can use."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..keyed import Merger, by_lines
from . import csv_rows, manifest, po, python, xml

_BY_SUFFIX: dict[str, Merger] = {
    ".csv": csv_rows.merge,
    ".po": po.merge,
    ".pot": po.merge,
    ".py": python.merge,
    ".xml": xml.merge,
}


def merger_of(path: str) -> Merger:
    """Return what merges the texts of a file, by its name."""
    if PurePosixPath(path).name == "__manifest__.py":
        return manifest.merge
    return _BY_SUFFIX.get(PurePosixPath(path).suffix, by_lines)
