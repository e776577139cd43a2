"""New names in SQL constraints."""

from __future__ import annotations

import re

from ..ir.sql import QUOTED
from .renaming import Renaming

#: A word can't be a column where it is called, is a type before a literal or follows a cast.
_PIECE = re.compile(
    rf"""{QUOTED}
    |(?P<cast>::\s*\w+|\bas\s+\w+)
    |(?P<word>\b[a-z_][a-z0-9_]*\b)(?!\s*[('])""",
    re.IGNORECASE | re.VERBOSE,
)


def sql(clause: str, renaming: Renaming, model: str) -> str:
    """Return a constraint on the table of `model` in new names; literals stay."""

    def replaced(match: re.Match[str]) -> str:
        if match["quoted"] is not None:
            return f'"{renaming.field(model, match["quoted"])}"'
        return renaming.field(model, match["word"]) if match["word"] else match[0]

    return _PIECE.sub(replaced, clause)
