"""Where the attributes of XML stand in its text: what a parser does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_TOKEN = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!|</
    |<(?P<tag>[^\s/>]+)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>(?P<text>[^<]*)""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class Written(NamedTuple):
    """An attribute's value, and where it stands between its quotes; or text, without quotes."""

    value: str
    start: int
    end: int
    quote: str

    def written(self, value: str) -> str:
        """Return another value as it is written in the same place."""
        escaped = value.replace("&", "&amp;").replace("<", "&lt;")
        if self.quote:
            escaped = escaped.replace(self.quote, "&quot;" if self.quote == '"' else "&apos;")
        return escaped


class StartTag(NamedTuple):
    """The attributes of an element, and the text before what stands in it."""

    attributes: Mapping[str, Written]
    text: Written


def start_tags(text: str) -> Iterator[StartTag]:
    """Yield the start tag of each element of well-formed XML, in the order of the document.

    Values keep their line breaks, which a parser makes blanks.
    """
    for token in _TOKEN.finditer(text):
        if token["tag"] is not None:
            start, end = token.span("attributes")
            yield StartTag(dict(_attributes(text, start, end)), _written(text, *token.span("text")))


def _attributes(text: str, start: int, end: int) -> Iterator[tuple[str, Written]]:
    for match in _ATTRIBUTE.finditer(text, start, end):
        span = match.span(2 if match[2] is not None else 3)
        yield match[1], _written(text, *span, text[span[0] - 1])


def _written(text: str, start: int, end: int, quote: str = "") -> Written:
    return Written(_REFERENCE.sub(_character, text[start:end]), start, end, quote)


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    return chr(int(match[1], 16) if match[1] else int(match[2]))
