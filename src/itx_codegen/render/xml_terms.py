"""Texts to translate in XML, found by the rules of Odoo's own export.

The rules are those of `odoo.tools.translate`: a run of text and inline elements is one term, and so
is each attribute that people read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from .xml_source import attributes

Method = Literal["xml", "html"]

_INLINE = frozenset(
    """
    abbr b bdi bdo br cite code data del dfn em font i ins kbd keygen mark math meter option output
    progress q ruby s samp select small span strong sub sup text time u var wbr
    """.split()  # noqa: SIM905 - a list of words is read as words
)
READ_ATTRIBUTES = frozenset(
    """
    add-label alt aria-keyshortcuts aria-label aria-placeholder aria-roledescription aria-valuetext
    avg cancel-label confirm confirm-label confirm-title data-tooltip help label placeholder string
    sum title value_label
    """.split()  # noqa: SIM905 - a list of words is read as words
)
UNREAD_ELEMENTS = frozenset({"script", "style", "title"})
_EXPRESSION = re.compile(r"#\{.+?\}|\{\{.+?\}\}")


def terms(root: etree._Element, method: Method = "xml") -> Iterator[str]:
    """Yield the terms of an element in their order; the element is not changed.

    Markup inside of a term is written by `method`, as the field does that holds it.
    """
    if not isinstance(root.tag, str) or root.tag in UNREAD_ELEMENTS:
        return
    if root.get("t-translation", "").strip() == "off":
        return
    if root.tag == "attribute" and not _is_read_name(root.get("name", "")):
        return
    yield from _content_terms(root, method)
    for key, value in attributes(root):
        if value.strip() and _is_read(root, key):
            plain = value.strip()
            yield _without_expressions(plain) if key.startswith("t-") else plain


def _content_terms(element: etree._Element, method: Method) -> Iterator[str]:
    children = list(element)
    position = 0
    while True:
        end = position
        while end < len(children) and _is_inline(children[end]):
            end += 1
        before = element.text if position == 0 else children[position - 1].tail
        if _has_text(before, children[position:end]):
            yield _serialized(before, children[position:end], method).strip()
            position = end
        if position >= len(children):
            return
        yield from terms(children[position], method)
        position += 1


def _has_text(before: str | None, inline: list[etree._Element]) -> bool:
    if before and before.strip():
        return True
    return any(
        any(value and _is_read(child, key) for key, value in attributes(child))
        or _has_text(child.text, list(child))
        or bool(child.tail and child.tail.strip())
        for child in inline
    )


def _is_inline(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    if "o_translate_inline" in element.get("class", "").split():
        return True
    marked = any(
        key.startswith("t-") or key.endswith(".translate") for key, _ in attributes(element)
    )
    return element.tag in _INLINE and not marked and all(_is_inline(child) for child in element)


def _is_read_name(name: str) -> bool:
    """Tell whether people read the attribute of that name; an inherited view may set it."""
    read = name.removeprefix("t-attf-") in READ_ATTRIBUTES or name in ("value", "text")
    return read or name.endswith(".translate")


def _is_read(element: etree._Element, key: str) -> bool:
    if key.endswith(".translate"):
        return True
    return "t-call" not in element.attrib and key.removeprefix("t-attf-") in READ_ATTRIBUTES


def _serialized(before: str | None, inline: list[etree._Element], method: Method) -> str:
    holder = etree.Element("div")
    holder.text = before or ""
    for child in inline:
        copy = etree.fromstring(etree.tostring(child, with_tail=False))
        copy.tail = child.tail
        holder.append(copy)
    return etree.tostring(holder, method=method, encoding="unicode")[len("<div>") : -len("</div>")]


def _without_expressions(value: str) -> str:
    numbers = iter(range(len(value)))
    return _EXPRESSION.sub(lambda match: f"{{{{{next(numbers)}}}}}", value)
