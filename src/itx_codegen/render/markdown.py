"""Text in Markdown files."""

from __future__ import annotations

import re


def escaped(text: str) -> str:
    """Return a text as one line in which no sign is markup."""
    return re.sub(r"([\\`*_{}\[\]<>#|!~&])", r"\\\1", " ".join(text.split()))
