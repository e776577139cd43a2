"""Entries of PO catalogues, and the text of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import polib

#: A part of a catalogue: lines up to the next empty one, with the empty lines behind them.
_BLOCK = re.compile(r"(?:[^\r\n]+(?:\r?\n|\Z))+(?:[ \t]*\r?\n)*|(?:[ \t]*\r?\n)+")
_SAID = re.compile(
    r"""^msgid[ \t]+(?P<id>"[^\r\n]*"(?:\r?\n"[^\r\n]*")*)\r?\n
    msgstr[ \t]+(?P<str>"[^\r\n]*"(?:\r?\n"[^\r\n]*")*)""",
    re.MULTILINE | re.VERBOSE,
)
_PLACE = re.compile(r"^#:[^\r\n]*\r?\n", re.MULTILINE)


class Message(NamedTuple):
    """A part of a catalogue. `source` is empty for the head and for what is no plain message.

    `spans` are the places of both texts in `text`.
    """

    text: str
    source: str = ""
    value: str = ""
    spans: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))

    def places(self) -> str:
        """Return the lines that say where the source stands."""
        return "".join(_PLACE.findall(self.text))

    def translated(self, source: str, value: str) -> str:
        """Return the text with another source and translation; its comments stay."""
        (start, end), (begin, finish) = self.spans
        text = self.text
        return text[:start] + quoted(source) + text[end:begin] + quoted(value) + text[finish:]

    def placed(self, place: str) -> str:
        """Return the text with a place more."""
        last = max((match.end() for match in _PLACE.finditer(self.text)), default=0)
        newline = "\r\n" if "\r\n" in self.text else "\n"
        return f"{self.text[:last]}#: {place}{newline}{self.text[last:]}"


def messages(text: str) -> Iterator[Message]:
    """Yield the parts of a catalogue; their texts, one behind the other, are the catalogue.

    Obsolete, fuzzy and plural messages, and those with a context, are no plain ones.
    """
    at = 0
    for match in _BLOCK.finditer(text):
        if match.start() > at:
            yield Message(text[at : match.start()])
        at = match.end()
        yield _message(match[0])
    if at < len(text):
        yield Message(text[at:])


def _message(text: str) -> Message:
    found = _SAID.search(text)
    strange = re.search(r"^(?:#~|msgctxt|msgid_plural|#,[^\r\n]*\bfuzzy\b)", text, re.MULTILINE)
    if found is None or strange or len(_SAID.findall(text)) > 1:
        return Message(text)
    source = _unquoted(found["id"])
    if not source:
        return Message(text)
    return Message(text, source, _unquoted(found["str"]), (found.span("id"), found.span("str")))


def _unquoted(lines: str) -> str:
    return "".join(polib.unescape(line.strip()[1:-1]) for line in lines.splitlines())


def quoted(text: str) -> str:
    """Return a text as a catalogue holds it: one line of it on each line."""
    parts = [f'"{polib.escape(part)}"' for part in text.splitlines(keepends=True)] or ['""']
    return parts[0] if len(parts) == 1 else "\n".join(['""', *parts])
