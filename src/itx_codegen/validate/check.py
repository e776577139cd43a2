"""All static rules at once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache

from ..errors import Problem
from ..ir import Document
from . import rules
from .context import Context
from .world import Nowhere, World

Rule = Callable[[Context], Iterator[Problem]]


@cache
def _rules() -> tuple[Rule, ...]:
    """Return the function `check` of every file in the folder `rules`."""
    names = sorted(info.name for info in pkgutil.iter_modules(rules.__path__))
    return tuple(importlib.import_module(f"{rules.__name__}.{name}").check for name in names)


def check(document: Document, world: World | None = None) -> list[Problem]:
    """Return everything that is wrong with a document, in its order; an empty list if nothing is.

    Without a `world`, what lies outside the document is not judged.
    """
    context = Context(document, world or Nowhere())
    found = [problem for rule in _rules() for problem in rule(context)]
    place = {element.path: at for at, element in enumerate(context.elements)}

    def order(problem: Problem) -> int:
        path = problem.path
        while path and path not in place:
            path = path.rpartition(".")[0]
        return place.get(path, -1)

    return sorted(dict.fromkeys(found), key=order)
