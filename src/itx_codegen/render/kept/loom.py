"""What those who write files again need to know of the document and of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from ...errors import DocumentError, Problem
from ...ir.canonical import digest_of
from ...ir.document import Document, Element
from ...ir.kinds.model import Model
from ...ir.kinds.module import BESIDE_MANIFEST, Module
from ...ir.kinds.source_file import Piece, SourceFile
from ...ir.node import Node
from ..dispatch import dispatch
from ..literals import UnwritableError
from ..parts import Part
from ..site import Scope, Site

MANIFEST = "__manifest__.py"


@dataclass(frozen=True)
class DataFile(Part):
    """A new data file, which the manifest has to list."""

    path: str


class State(Enum):
    """What became of what a piece says, since it was taken in.

    *True*: its element says the same, or it is carried. *Touched*: the element says something else.
    *Gone*: there is no such element any more.
    """

    TRUE = "true"
    TOUCHED = "touched"
    GONE = "gone"


class Loom:
    """The document (in full), the files that it was taken in with, and the parts of its elements.

    With `regenerate`, what pieces are bound to counts as touched.
    """

    def __init__(self, document: Document, regenerate: bool = False) -> None:
        self.document = document
        self.scope = Scope(document)
        self.regenerate = regenerate
        self.files = {file.path: file.cut() for file in document.of(SourceFile)}
        #: The paths of files of which nothing is left; known when all but the manifest are written.
        self.gone: frozenset[str] = frozenset()
        self._parts: dict[str, tuple[Part, ...]] = {}

    def element(self, uid: str) -> Element | None:
        """Return an element where it stands, None where it is gone."""
        return self.scope.elements.get(uid)

    def state(self, piece: Piece) -> State:
        """Return what became of what a piece says."""
        if not piece.of:
            return State.TRUE
        element = self.element(piece.of)
        if element is None:
            return State.GONE
        same = digest_of(piece.of, self.scope.elements, piece.part) == piece.digest
        return State.TRUE if same and not self.regenerate else State.TOUCHED

    @cached_property
    def models(self) -> dict[str, str]:
        """Name of a model → its uid."""
        return {model.name: model.uid for model in self.document.of(Model)}

    @cached_property
    def homes(self) -> dict[str, list[str]]:
        """Uid → the paths of the files with pieces of that element, in order, each once."""
        found: dict[str, dict[str, None]] = {}
        for path, pieces in self.files.items():
            for piece in pieces:
                if piece.of:
                    found.setdefault(piece.of, {})[path] = None
        return {uid: list(paths) for uid, paths in found.items()}

    @cached_property
    def new(self) -> tuple[Element, ...]:
        """The elements of which no file says anything yet."""
        return tuple(
            element
            for element in self.scope.elements.values()
            if element.node.uid not in self.homes
            and not element.node.within
            and not isinstance(element.node, (Module, SourceFile))
        )

    @cached_property
    def said(self) -> dict[str, set[str]]:
        """Uid → the parts of that element that pieces say; an empty one for all of it."""
        found: dict[str, set[str]] = {}
        for pieces in self.files.values():
            for piece in pieces:
                if piece.of:
                    found.setdefault(piece.of, set()).update(piece.part.split(","))
        return found

    def unsaid(self, node: Node) -> Iterator[str]:
        """Yield the parts of an element that say something and of which no piece is.

        An attribute, or `values.x` where an attribute is a mapping of which pieces say keys.
        """
        said = self.said.get(node.uid, {""})
        if "" in said:
            return
        if isinstance(node, Module):
            said |= BESIDE_MANIFEST
        for name in node.own_attributes():
            value = getattr(node, name)
            if isinstance(value, dict):
                parts = [f"{name}.{key}" for key in value]
            else:
                info = type(node).model_fields[name]
                parts = [] if not info.is_required() and value == info.default else [name]
            if name not in said:
                yield from (part for part in parts if part not in said)

    @cached_property
    def unfinished(self) -> frozenset[str]:
        """The files in which an element says something that no piece does yet."""
        return frozenset(
            paths[0]
            for uid, paths in self.homes.items()
            if uid in self.scope.elements
            and next(self.unsaid(self.scope.elements[uid].node), None) is not None
        )

    def parts(self, uid: str) -> tuple[Part, ...]:
        """Return what the renderer of an element's kind makes of it.

        Raises DocumentError where it can't be written.
        """
        if uid not in self._parts:
            element = self.scope.elements[uid]
            renderer = dispatch().renderer(element.node)
            try:
                made = () if renderer is None else renderer(element.node, Site(self.scope, element))
                self._parts[uid] = tuple(made)
            except UnwritableError as error:
                raise DocumentError([Problem(element.path, str(error))]) from error
        return self._parts[uid]
