"""All static rules at once."""

from __future__ import annotations

from ..errors import Problem
from ..ir import Document
from .context import Context
from .rules import (
    duplicates,
    expressions,
    fields,
    names,
    python,
    references,
    sql,
    steps,
    strings,
    views,
)
from .world import Nowhere, World

_RULES = (names, duplicates, fields, references, python, expressions, views, sql, steps, strings)


def check(document: Document, world: World | None = None) -> list[Problem]:
    """Return everything that is wrong with a document, in its order; an empty list if nothing is.

    Without a `world`, what lies outside the document is not judged.
    """
    context = Context(document, world or Nowhere())
    found = [problem for rule in _RULES for problem in rule.check(context)]
    place = {element.path: at for at, element in enumerate(context.elements)}

    def order(problem: Problem) -> int:
        path = problem.path
        while path and path not in place:
            path = path.rpartition(".")[0]
        return place.get(path, -1)

    return sorted(dict.fromkeys(found), key=order)
