"""Where the classes of models stand in the pieces of a Python file."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...ir.kinds.constraint import Constraint
from ...ir.kinds.field import Field
from ...ir.kinds.method import Method
from ...ir.kinds.model import Model
from ...ir.kinds.source_file import Piece
from ...source import parsed, physical_lines
from .loom import Loom

#: Lines of comment right above what goes: they were about it.
_COMMENTS = re.compile(r"(?:^[ \t]*#[^\r\n]*(?:\r\n|\r|\n))+\Z", re.MULTILINE)
_BLANK_LINES = re.compile(r"(?:^[ \t]*(?:\r\n|\r|\n))+\Z", re.MULTILINE)

#: The pieces that say which model a class is of.
_IDENTITY = frozenset({"name", "inherit", "name,extends,inherit"})

#: Behind what a new member stands: the first of these that the class has.
_BEHIND: Mapping[str, tuple[type, ...]] = {
    "attributes": (Model,),
    "fields": (Field, Model),
    "constraints": (Constraint, Field, Model),
    "methods": (Method, Constraint, Field, Model),
}


_NOTHING = Piece("")


@dataclass
class KeptClass:
    """A class of a model: where its text begins and ends, its pieces, and the uid of its model.

    `identity` is the piece that says which model it is of.
    """

    start: int
    end: int
    model: str = ""
    identity: Piece = _NOTHING
    pieces: list[int] = field(default_factory=list)


def classes_of(pieces: Sequence[Piece]) -> list[KeptClass]:
    """Return the classes of models in a file, which is what the pieces are together."""
    source = "".join(piece.text for piece in pieces)
    starts = [0]
    for line in physical_lines(source):
        starts.append(starts[-1] + len(line))
    found = [
        KeptClass(starts[one.lineno - 1], starts[one.end_lineno or one.lineno])
        for one in parsed(source.removeprefix("\ufeff")).body
        if isinstance(one, ast.ClassDef)
    ]
    offset = 0
    for at, piece in enumerate(pieces):
        for held in found:
            if held.start <= offset < held.end and piece.of:
                held.pieces.append(at)
                if piece.part in _IDENTITY:
                    held.model, held.identity = piece.of, piece
        offset += len(piece.text)
    return [held for held in found if held.model]


def without(pieces: Sequence[Piece], gone: Sequence[KeptClass]) -> list[Piece]:
    """Return the pieces without classes of models that are gone, nor the comments above these."""
    result = []
    offset = 0
    for piece in pieces:
        text = piece.text
        for held in reversed(gone):
            start, end = (min(max(at - offset, 0), len(text)) for at in (held.start, held.end))
            if start < end:
                text = without_comments(text[:start]) + text[end:]
        offset += len(piece.text)
        if text == piece.text:
            result.append(piece)
        elif text:
            result.append(Piece(text))
    return result


def without_comments(above: str, blank: bool = True) -> str:
    """Return a text without the lines of comment at its end.

    With `blank`, without the blank lines before them either.
    """
    text = _COMMENTS.sub("", above)
    return _BLANK_LINES.sub("", text) if blank else text


def place(held: KeptClass, section: str, pieces: Sequence[Piece], loom: Loom) -> int:
    """Return the position of the piece behind which a new member of a class stands."""
    kinds = {at: _kind(pieces[at], loom) for at in held.pieces}
    for wanted in _BEHIND[section]:
        found = [at for at, kind in kinds.items() if kind is wanted]
        if found:
            return found[-1]
    return held.pieces[-1]


def _kind(piece: Piece, loom: Loom) -> type | None:
    element = loom.element(piece.of)
    return type(element.node) if element is not None else None
