"""From a document to the files of an installable module."""

from __future__ import annotations

from ..errors import DocumentError, Problem
from ..ir.document import Document
from ..ir.kinds.source_file import SourceFile
from ..lower import lowered
from ..messages import text
from ..validate import check
from .compose import compose
from .dispatch import dispatch
from .kept import MANIFEST, woven
from .literals import UnwritableError
from .manifest import GENERATED
from .parts import Part
from .site import Scope, Site
from .tree import FileTree

__all__ = ["GENERATED", "FileTree", "render"]


def render(document: Document, regenerate: bool = False) -> FileTree:
    """Return the files of the module that a document describes, as paths below the module's folder.

    A document that carries the files it was taken from gives these again, changed only where it
    says something else (`kept`); with `regenerate`, all that it says is written anew. The same
    document always gives the same bytes. Raises DocumentError with all that stands in the
    way, first of all what the validation finds.
    """
    problems = list(check(document))
    if problems:
        raise DocumentError(problems)
    document = lowered(document)
    if any(file.path == MANIFEST for file in document.of(SourceFile)):
        return woven(document, regenerate)
    scope = Scope(document)
    parts: list[Part] = []
    for element in document.elements():
        renderer = dispatch().renderer(element.node)
        if renderer is None:
            message = text("there is no way yet to write a %(kind)s.", kind=element.node.kind)
            problems.append(Problem(element.path, message))
            continue
        try:
            parts += renderer(element.node, Site(scope, element))
        except UnwritableError as error:
            problems.append(Problem(element.path, str(error)))
    if problems:
        raise DocumentError(problems)
    return compose(parts, scope)
