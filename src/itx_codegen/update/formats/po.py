"""Translations: entries by their text."""

from __future__ import annotations

import re

from ..keyed import Piece, by_lines, by_pieces
from ..renames import Renames

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_ID = re.compile(r'^(?:#~ )?(msgctxt|msgid|msgid_plural) (".*"(?:\n(?:#~ )?".*")*)$', re.MULTILINE)


def pieces(text: str) -> list[Piece]:
    """Return the entries, each with a blank line behind it."""
    found = []
    for block in filter(None, _BLANK.split(text.strip("\n"))):
        key = "".join(re.sub(r'"\n(?:#~ )?"', "", "".join(part)) for part in _ID.findall(block))
        found.append(Piece(key, f"{block}\n\n", by_lines))
    return found


def merge(base: str, new: str, tree: str, renames: Renames) -> str:
    """Merge by entries."""
    return by_pieces(pieces)(base, new, tree, renames).rstrip("\n") + "\n"
