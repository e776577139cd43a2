"""Files that one element makes alone."""

from __future__ import annotations

from dataclasses import dataclass

from .base import Part


@dataclass(frozen=True)
class WholeFile(Part):
    """A file with its content."""

    path: str
    content: bytes
