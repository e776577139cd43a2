"""From a document to the files of an installable module."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..errors import DocumentError, Problem
from ..ir.document import Document
from ..ir.kinds.source_file import SourceFile
from ..lower import lowered
from ..messages import text
from ..plan.project import Limit
from ..validate import check
from .compose import compose
from .dispatch import dispatch
from .kept import MANIFEST, woven
from .literals import UnwritableError
from .manifest import GENERATED
from .parts import Part, WholeFile
from .site import Scope, Site
from .tree import FileTree
from .unsaid import unsaid
from .upgrades import scripts, version

__all__ = ["GENERATED", "FileTree", "RenderedModule", "render", "render_module"]


class RenderedModule(NamedTuple):
    """The files, and what an upgrade from the earlier versions does not do by itself."""

    tree: FileTree
    limits: tuple[Limit, ...]


def render(
    document: Document, regenerate: bool = False, bases: Sequence[Document] = ()
) -> FileTree:
    """Return the files of the module that a document describes; see `render_module`."""
    return render_module(document, regenerate, bases).tree


def render_module(
    document: Document, regenerate: bool = False, bases: Sequence[Document] = ()
) -> RenderedModule:
    """Return the files of the module that a document describes, as paths below the module's folder.

    A document that carries the files it was taken from gives these again, changed only where it
    says something else (`kept`); with `regenerate`, all that it says is written anew. `bases` are
    the versions that were given away before, with the uids of this one, in any order: the module
    gets the scripts that upgrade from each of them. The same documents always give the same bytes.
    Raises DocumentError with all that stands in the way, first of all what the validation finds.
    """
    problems = list(check(document))
    if problems:
        raise DocumentError(problems)
    document = lowered(document)
    scope = Scope(document)
    former = [(one, _parts(one, Scope(one))) for one in map(lowered, bases)]
    is_kept = any(file.path == MANIFEST for file in document.of(SourceFile))
    parts = _parts(document, scope) if former or not is_kept else []
    files, limits = _upgrade((document, parts), former)
    if is_kept:
        kept = woven(document, regenerate)
        return RenderedModule(
            FileTree({one.path: one.content for one in files} | dict(kept)), limits
        )
    return RenderedModule(compose([*unsaid(document, parts, former), *files], scope), limits)


def _upgrade(
    head: tuple[Document, Sequence[Part]], former: Sequence[tuple[Document, Sequence[Part]]]
) -> tuple[list[WholeFile], tuple[Limit, ...]]:
    """Return the scripts that upgrade from former documents to one in full, and their limits."""
    if not former:
        return [], ()
    files, upgrade = scripts([version(*one) for one in former], version(*head))
    return files, upgrade.limits


def _parts(document: Document, scope: Scope) -> list[Part]:
    """Return the parts that the elements give. Raises DocumentError."""
    parts: list[Part] = []
    problems = []
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
    return parts
