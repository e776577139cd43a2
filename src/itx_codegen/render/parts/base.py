"""The base of all parts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """Something that an element adds to the files; `origin` is the element's path."""

    origin: str
