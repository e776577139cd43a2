"""The one table that says which function renders which kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ..ir.node import Node, NodeT
from . import kinds
from .parts import Part
from .site import Site

#: Takes an element and where it stands; gives the parts of files that it stands for.
Renderer = Callable[[Any, Site], Iterator[Part]]


class DuplicateRendererError(TypeError):
    """Two functions claim to render the same kind."""


class Dispatch:
    """A table kind → renderer, each kind once."""

    def __init__(self) -> None:
        self._table: dict[str, Renderer] = {}

    def renders(
        self, kind: type[NodeT]
    ) -> Callable[
        [Callable[[NodeT, Site], Iterator[Part]]], Callable[[NodeT, Site], Iterator[Part]]
    ]:
        """Register the decorated function for a kind. Raises DuplicateRendererError."""

        def register(
            function: Callable[[NodeT, Site], Iterator[Part]],
        ) -> Callable[[NodeT, Site], Iterator[Part]]:
            if kind.kind in self._table:
                raise DuplicateRendererError(f"two functions render {kind.kind!r}")
            self._table[kind.kind] = function
            return function

        return register

    def renderer(self, node: Node) -> Renderer | None:
        """Return the function for an element, or None where its kind has none."""
        return self._table.get(node.kind)

    def kinds(self) -> frozenset[str]:
        """Return the names of the kinds in the table."""
        return frozenset(self._table)


_DISPATCH = Dispatch()
renders = _DISPATCH.renders


@cache
def dispatch() -> Dispatch:
    """Return the table, filled by every file in the folder `kinds`."""
    for info in sorted(pkgutil.iter_modules(kinds.__path__), key=lambda info: info.name):
        importlib.import_module(f"{kinds.__name__}.{info.name}")
    return _DISPATCH
