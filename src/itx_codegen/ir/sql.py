"""SQL as the IR compares it."""

from __future__ import annotations

import re

#: A literal (group `literal`) or a quoted identifier (group `quoted`, without its quotes), as in
#: PostgreSQL with standard_conforming_strings: a quote stands for itself when it is doubled.
QUOTED = r"""(?P<literal>'(?:[^']|'')*')|"(?P<quoted>(?:[^"]|"")*)\""""
_PIECE = re.compile(rf"{QUOTED}|(?P<blank>\s+)")


def one_line(clause: str) -> str:
    """Return a clause with single blanks between its words; what is quoted stays."""
    return _PIECE.sub(lambda match: " " if match["blank"] else match[0], clause.strip())
