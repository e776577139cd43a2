"""References as attributes hold them: one name, several, or a dict with names as values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def names_in(value: Any) -> tuple[str, ...]:
    """Return the names that an attribute holds, without empty ones."""
    if isinstance(value, dict):
        value = tuple(value.values())
    held = value if isinstance(value, tuple) else (value,)
    return tuple(str(name) for name in held if name)


def each_name(value: Any, change: Callable[[str], str]) -> Any:
    """Return what an attribute holds with each name changed; empty names stay."""
    if isinstance(value, dict):
        return {key: change(name) if name else name for key, name in value.items()}
    if isinstance(value, tuple):
        return tuple(change(name) for name in value)
    return change(value) if value else value
