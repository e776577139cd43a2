"""Python files that were taken in: classes of models whose members changed, came or went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from ...ir.document import Element
from ...ir.kinds.model import Model
from ...ir.kinds.script import Script
from ...ir.kinds.source_file import Piece
from ..literals import Import
from ..parts import Member, Part
from ..python_file import only_imports, with_imports
from .classes import classes_of, place, without, without_comments
from .loom import Loom, State
from .members import Text, added, anew, attribute, margin_of, new_attributes
from .whole import weave_whole


def claims(path: str) -> bool:
    """Tell whether a file is Python."""
    return path.endswith(".py")


def home(part: Part, loom: Loom) -> str:
    """Return the file with the class that a new member belongs to."""
    if not isinstance(part, Member):
        return ""
    uid = loom.models.get(part.model, "")
    paths = [path for path in loom.homes.get(uid, ()) if path.endswith(".py")]
    return paths[0] if paths else ""


def weave(path: str, pieces: Sequence[Piece], additions: Sequence[Part], loom: Loom) -> str | None:
    """Return the text of a Python file; None where nothing but imports is left of it.

    That of a transform script is the script's as a whole; None where it has another name now.
    """
    if any(isinstance(held.node, Script) for held in _elements(pieces, loom)):
        return weave_whole(path, pieces, additions, loom)
    gone = [held for held in classes_of(pieces) if loom.element(held.model) is None]
    pieces = without(pieces, gone)
    behind = _behind(path, pieces, additions, loom)
    written = ""
    imports: set[Import] = set()
    for at, piece in enumerate(pieces):
        state = loom.state(piece)
        text = anew(piece, loom) if state is State.TOUCHED else Text(piece.text)
        if state is State.GONE or not text.source:
            written = _closed(written, pieces, at, loom)
            text = Text("")
        for one in (text, *behind.get(at, ())):
            if one.source and written and not written.endswith(("\n", "\r")):
                written += "\n"
            written += one.source
            imports |= one.imports
    if gone and only_imports(written):
        return None
    return with_imports(written, imports)


def _elements(pieces: Sequence[Piece], loom: Loom) -> Iterator[Element]:
    return filter(None, (loom.element(piece.of) for piece in pieces))


def _closed(written: str, pieces: Sequence[Piece], at: int, loom: Loom) -> str:
    """Return the text before a piece that goes, without what was there for its sake."""
    if at and pieces[at - 1].of == pieces[at].of and loom.state(pieces[at - 1]) is State.GONE:
        return written
    after = next((one for one in pieces[at:] if loom.state(one) is not State.GONE), Piece("\n"))
    return without_comments(written, blank=after.text[:1].isspace() and not after.of)


def _behind(
    path: str, pieces: Sequence[Piece], additions: Sequence[Part], loom: Loom
) -> dict[int, list[Text]]:
    """Return position of a piece → what is new behind it."""
    found: dict[int, list[Text]] = {}
    classes = {held.model: held for held in classes_of(pieces)}
    for uid, held in classes.items():
        model = cast(Model, loom.scope.elements[uid].node)
        margin = margin_of(held.identity.text)
        if loom.homes[uid][0] == path:
            for name in new_attributes(model, loom):
                at = place(held, "attributes", pieces, loom)
                found.setdefault(at, []).append(attribute(model, name, margin))
        for part in additions:
            if isinstance(part, Member) and loom.models[part.model] == uid:
                at = place(held, part.section, pieces, loom)
                text = added(part, margin)
                blank = "\n" if part.section == "methods" else ""
                found.setdefault(at, []).append(Text(blank + text.source, text.imports))
    return found
