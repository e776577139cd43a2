"""Where the elements of XML stand in its text, to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
#: Encodings whose text is the same in UTF-8, as far as the declaration of a file in UTF-8 goes.
_PLAIN = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


class NotWellFormedError(ValueError):
    """A text is no XML, or XML of a sort that can't be cut; the message says why."""


@dataclass
class Element:
    """An element, and where it stands in the bytes of the text: from `start` to `end`.

    `text` is what stands before the first thing in it (child, comment), entities resolved; `inside`
    is where that thing begins, `closes` where the closing tag does. An empty element has both at
    its `end`. `line` counts from 1.
    """

    tag: str
    attributes: dict[str, str]
    start: int
    line: int
    opened: int
    text: str = ""
    inside: int = -1
    closes: int = -1
    end: int = -1
    children: list[Element] = field(default_factory=list)

    def iter(self) -> Iterator[Element]:
        """Yield the element and all that stand in it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.iter()


def parsed(source: bytes) -> Element:
    """Return the outermost element of XML in UTF-8. Raises NotWellFormedError."""
    return _Reader(source).root()


class _Reader:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.outside = Element("", {}, 0, 1, 0)
        self.open = [self.outside]
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.CommentHandler = self._beside
        self.parser.ProcessingInstructionHandler = self._instruction

    def root(self) -> Element:
        try:
            self.parser.Parse(self.source, True)
        except expat.ExpatError as error:
            raise NotWellFormedError(str(error)) from error
        return self.outside.children[0]

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _PLAIN:
            raise NotWellFormedError(f"the encoding {encoding}")

    def _doctype(self, *parts: object) -> None:
        raise NotWellFormedError("a document type, which may define entities")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        match = _TAG.match(self.source, start)
        if match is None:
            raise NotWellFormedError(f"the tag of {tag}")
        above = self.open[-1]
        if above.inside < 0:
            above.inside = start
        made = Element(tag, attributes, start, self.parser.CurrentLineNumber, match.end())
        above.children.append(made)
        self.open.append(made)

    def _end(self, tag: str) -> None:
        made = self.open.pop()
        if self.source[made.opened - 2 : made.opened] == b"/>":
            made.closes = made.end = made.opened
        else:
            made.closes = self.parser.CurrentByteIndex
            made.end = self.source.index(b">", made.closes) + 1
        if made.inside < 0:
            made.inside = made.closes

    def _characters(self, text: str) -> None:
        if self.open[-1].inside < 0:
            self.open[-1].text += text

    def _beside(self, text: str) -> None:
        if self.open[-1].inside < 0:
            self.open[-1].inside = self.parser.CurrentByteIndex

    def _instruction(self, target: str, text: str) -> None:
        self._beside(text)
