"""Texts that must say something, and characters that no file can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import Problem
from ...messages import text
from ..context import Context

#: Not allowed in XML 1.0 (https://www.w3.org/TR/xml/#charsets), nor (NUL) in PostgreSQL.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each text that is empty, or has a character that XML can't hold."""
    for element in context.elements:
        for name, info in type(element.node).model_fields.items():
            value = getattr(element.node, name)
            if info.is_required() and isinstance(value, str) and not value.strip():
                yield Problem(f"{element.path}.{name}", text("It must not be empty."))
        for attribute in element.node.own_attributes():
            held = getattr(element.node, attribute)
            # Most attributes of most elements are empty or a yes or no: nothing to look at.
            for value in _texts(held) if held and held is not True else ():
                found = _FORBIDDEN.search(value)
                if found:
                    message = text(
                        "The character U+%(code)s can't be stored; remove it.",
                        code=f"{ord(found[0]):04X}",
                    )
                    yield Problem(f"{element.path}.{attribute}", message)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
