"""What elements add to the manifest."""

from __future__ import annotations

from dataclasses import dataclass

from .base import Part


@dataclass(frozen=True)
class Depends(Part):
    """A module that must be installed first."""

    module: str
