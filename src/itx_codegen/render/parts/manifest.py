"""What elements add to the manifest."""

from __future__ import annotations

from dataclasses import dataclass

from .base import Part


@dataclass(frozen=True)
class Depends(Part):
    """A module that must be installed first."""

    module: str


@dataclass(frozen=True)
class Asset(Part):
    """A line of a bundle of assets, as the manifest wants it: a path, or a directive with paths."""

    bundle: str
    line: str | tuple[str, ...]
