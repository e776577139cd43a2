"""XML: elements by their ids and names, at every depth."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

from ..keyed import Piece, by_lines, by_pieces

#: What tells an element from its siblings, the first that it has.
_NAMES = ("id", "name", "t-name", "expr", "position", "model")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


class _Child(NamedTuple):
    key: str
    start: int


def pieces(text: str) -> list[Piece] | None:
    """Return the root's start tag, its children with the comments above them, and its end.

    None where two children share a line, or stand among text.
    """
    data = text.encode("utf-8")
    if _DOCTYPE.search(data):
        return None
    reader = _Reader(data)
    if not reader.children or reader.mixed:
        return None
    cuts = [_cut(data, child.start) for child in reader.children]
    cuts.append(_cut(data, reader.end))
    keys = [child.key for child in reader.children]
    ordered = all(a < b for a, b in zip([0, *cuts], cuts, strict=False))
    if not ordered:
        return None
    found = [Piece("start", data[: cuts[0]].decode("utf-8"), by_lines)]
    for key, start, end in zip(keys, cuts, cuts[1:], strict=False):
        found.append(Piece(key, data[start:end].decode("utf-8"), merge))
    return [*found, Piece("end", data[cuts[-1] :].decode("utf-8"), by_lines)]


def _cut(data: bytes, position: int) -> int:
    """Return where the line of a position begins, with the blank lines above it.

    -1 where something stands before the position in its line.
    """
    start = data.rfind(b"\n", 0, position) + 1
    if data[start:position].strip():
        return -1
    while start and not data[data.rfind(b"\n", 0, start - 1) + 1 : start].strip():
        start = data.rfind(b"\n", 0, start - 1) + 1
    return start


class _Reader:
    """Reads where the children of the root begin, and where its end tag does."""

    def __init__(self, data: bytes) -> None:
        self.children: list[_Child] = []
        self.end = -1
        self.mixed = False
        self._depth = 0
        self._comment = -1
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._started
        self._parser.EndElementHandler = self._ended
        self._parser.CommentHandler = self._commented
        self._parser.CharacterDataHandler = self._said
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError:
            self.children = []

    def _started(self, tag: str, attributes: dict[str, str]) -> None:
        if self._depth == 1:
            name = next((f"{n}={attributes[n]}" for n in _NAMES if n in attributes), "")
            self.children.append(_Child(f"{tag} {name}", self._begin()))
        self._depth += 1

    def _ended(self, tag: str) -> None:
        self._depth -= 1
        if self._depth == 0:
            self.end = self._begin()

    def _commented(self, comment: str) -> None:
        if self._depth == 1 and self._comment < 0:
            self._comment = self._parser.CurrentByteIndex

    def _said(self, text: str) -> None:
        if self._depth == 1 and text.strip():
            self.mixed = True

    def _begin(self) -> int:
        """Return where the element that is being read begins, with the comments above it."""
        start = self._comment if self._comment >= 0 else self._parser.CurrentByteIndex
        self._comment = -1
        return start


merge = by_pieces(pieces)
