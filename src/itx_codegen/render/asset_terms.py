"""Texts to translate in files for the browser, found by the rules of Odoo's own export.

The rules are those of `odoo.tools.translate` and `odoo.tools.babel`: in JavaScript the first
argument of `_t`, in templates the texts between elements and the attributes that people read.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from lxml import etree

from ..ir.xml import parse_arch
from .xml_source import attributes
from .xml_terms import READ_ATTRIBUTES, UNREAD_ELEMENTS

_CALL = re.compile(r"""(?<![\w$.])_t\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`$\\]*`)""")
_READ_ATTRIBUTES = frozenset(
    """
    alt aria-label aria-placeholder aria-roledescription aria-valuetext data-tooltip label
    placeholder title
    """.split()  # noqa: SIM905 - a list of words is read as words
)


def asset_terms(path: str, content: str) -> Iterator[str]:
    """Yield the texts of a file below `static/src`; other files have none."""
    if not path.startswith("static/src/"):
        return
    if path.endswith(".js"):
        for match in _CALL.finditer(content):
            yield _unquoted(match[1])
    elif path.endswith(".xml"):
        try:
            root = parse_arch(content)
        except etree.XMLSyntaxError:
            return
        yield from _below(root)


def _unquoted(literal: str) -> str:
    if literal.startswith("`"):
        return literal[1:-1]
    try:
        return str(ast.literal_eval(literal))
    except (SyntaxError, ValueError):
        return literal[1:-1]


def _below(element: etree._Element) -> Iterator[str]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if _is_read(child):
            yield from _plain(child.text)
            component = child.tag[:1].isupper() or any(
                name in child.attrib for name in ("t-component", "t-set-slot")
            )
            for key, value in attributes(child):
                if key.endswith(".translate") if component else key in _READ_ATTRIBUTES:
                    yield from _plain(value)
            yield from _below(child)
        yield from _plain(child.tail)


def _is_read(element: etree._Element) -> bool:
    name = element.get("name", "")
    unread_attribute = element.tag == "attribute" and name not in READ_ATTRIBUTES
    return (
        str(element.tag).lower() not in UNREAD_ELEMENTS
        and "t-js" not in element.attrib
        and not unread_attribute
        and element.get("t-translation", "").strip() != "off"
    )


def _plain(value: str | None) -> Iterator[str]:
    term = (value or "").strip()
    if len(term) > 8 or any(character.isalpha() for character in term):
        yield term
