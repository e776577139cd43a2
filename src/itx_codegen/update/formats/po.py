"""Translations: entries by their text."""

from __future__ import annotations

import re

from ..keyed import Piece, by_lines, by_pieces
from ..renames import Renames

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_ID = re.compile(r'^(?:#~ )?(msgctxt|msgid|msgid_plural) (".*"(?:\n(?:#~ )?".*")*)$', re.MULTILINE)


def pieces(text: str) -> list[Piece] | None:
    """Return the entries, each with a blank line behind it; None where two have the same text."""
    found: dict[str, Piece] = {}
    for block in filter(None, _BLANK.split(text.strip("\n"))):
        key = "".join(re.sub(r'"\n(?:#~ )?"', "", "".join(part)) for part in _ID.findall(block))
        if key in found:
            return None
        found[key] = Piece(key, f"{block}\n\n", by_lines)
    return list(found.values())


def merge(base: str, new: str, tree: str, renames: Renames) -> str:
    """Merge by entries."""
    return by_pieces(pieces)(base, new, tree, renames).rstrip("\n") + "\n"
