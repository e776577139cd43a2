"""Which kinds there are: found by looking into the folder `kinds`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from . import kinds
from .node import Node


class DuplicateKindError(TypeError):
    """Two classes claim the same kind."""


@cache
def all_kinds() -> dict[str, type[Node]]:
    """Return kind → class for every kind, sorted by name; raise DuplicateKindError on a clash."""
    found: dict[str, type[Node]] = {}
    for info in sorted(pkgutil.iter_modules(kinds.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{kinds.__name__}.{info.name}")
        for value in vars(module).values():
            if not (isinstance(value, type) and issubclass(value, Node) and value.kind):
                continue
            if value.__module__ != module.__name__:
                continue
            if value.kind in found:
                raise DuplicateKindError(f"{value} and {found[value.kind]} are both {value.kind!r}")
            found[value.kind] = value
    return found


def collections() -> dict[str, tuple[type[Node], ...]]:
    """Return the document's lists → the kinds that each holds, in the order people read them."""
    found: dict[str, list[type[Node]]] = {}
    for kind in all_kinds().values():
        if kind.collection:
            found.setdefault(kind.collection, []).append(kind)
    return {name: tuple(found[name]) for name in sorted(found, key=_reading_order)}


_FIRST = ("groups", "models", "access", "rules", "views", "actions", "menus")
_LAST = ("crons", "scripts", "connections", "flows")


def _reading_order(name: str) -> tuple[int, int, str]:
    if name in _FIRST:
        return (0, _FIRST.index(name), name)
    if name in _LAST:
        return (2, _LAST.index(name), name)
    return (1, 0, name)
