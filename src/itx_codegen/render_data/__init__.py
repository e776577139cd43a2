"""From a document to a module without Python, which Odoo's own *Import Module* installs.

Models and fields are records of `ir.model` and `ir.model.fields`, under the names that they have in
a running database. Limits as there; and some more, since no addon is there to help.
"""

from __future__ import annotations

from typing import NamedTuple

from ..errors import DocumentError, Problem
from ..ir import Document
from ..messages import text
from ..plan.project import Limit
from ..render.dispatch import dispatch
from ..render.site import Scope, Site
from ..render.tree import FileTree
from ..validate import Nowhere, check
from .compose import compose
from .project import data_projection, lost_fields
from .structure import STRUCTURE, structure

__all__ = ["DataModule", "render_data"]


class DataModule(NamedTuple):
    """The files, and what of the document is not in them, with reasons."""

    tree: FileTree
    limits: tuple[Limit, ...]


def render_data(document: Document) -> DataModule:
    """Return the files of a data module, as paths below the module's folder.

    The same document always gives the same bytes. Raises DocumentError where the document is not
    valid, or something that can't be in a data module is used by something that is.
    """
    problems = list(check(document))
    if problems:
        raise DocumentError(problems)
    projected, limits = data_projection(document)
    remaining = check(projected.in_code, _Without(lost_fields(limits)))
    problems = [_unmet(problem) for problem in remaining]
    if problems:
        raise DocumentError(problems)
    scope = Scope(projected.live, has_classes=False)
    files, parts = structure(scope)
    for element in scope.document.elements():
        renderer = dispatch().renderer(element.node)
        if element.node.kind not in STRUCTURE and renderer is not None:
            parts += renderer(element.node, Site(scope, element))
    return DataModule(compose(files, parts, scope), limits)


class _Without(Nowhere):
    """A world in which no mixin has a field of the names that were left out."""

    def __init__(self, lost: frozenset[str]) -> None:
        self._lost = lost

    def has_field(self, model: str, name: str) -> bool | None:
        return False if name in self._lost else None


def _unmet(problem: Problem) -> Problem:
    """Say of a problem that leaving something out has made it."""
    message = text(
        "A data module can't hold what this needs (%(problem)s); export the module with its code.",
        problem=problem.message,
    )
    return Problem(problem.path, message)
