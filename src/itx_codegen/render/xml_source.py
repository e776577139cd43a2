"""XML of data files: records, views laid out for reading, references found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from lxml import etree

from ..ir.xml import STRUCTURAL
from .literals import literal

_INDENT = "    "
#: Reference to an XML id in the text of a view or an action's help, as Odoo's loader reads it.
_PLACEHOLDER = re.compile(r"%\(([^()\s]*)\)[ds]")
_REF_CALL = re.compile(r"""\bref\(\s*['"]([^'"]+)['"]""")
_REFERRING = frozenset({"ref", "parent", "action", "groups", "inherit_id"})


def attributes(element: etree._Element) -> list[tuple[str, str]]:
    """Return the attributes as text, in their order."""
    return [(str(key), str(value)) for key, value in element.attrib.items()]


def text(name: str, value: str) -> etree._Element:
    """Return a `<field>` with a text as its value."""
    element = etree.Element("field", name=name)
    element.text = value
    return element


def evaluated(name: str, value: object) -> etree._Element:
    """Return a `<field>` whose value is a Python literal, or the source of an expression."""
    return etree.Element("field", name=name, eval=literal(value, "'").source)


def reference(name: str, xml_id: str) -> etree._Element:
    """Return a `<field>` that links to a record."""
    return etree.Element("field", name=name, ref=xml_id)


def found(name: str, domain: list[tuple[str, str, object]]) -> etree._Element:
    """Return a `<field>` that links to the record that a search finds."""
    return etree.Element("field", name=name, search=literal(domain, "'").source)


def from_file(name: str, path: str) -> etree._Element:
    """Return a `<field>` whose text is read from a file; the path begins with the module's name."""
    return etree.Element("field", name=name, type="char", file=path)


def marked_up(
    name: str, value_type: str, content: Iterable[etree._Element], known: Iterable[str]
) -> etree._Element:
    """Return a `<field>` that holds XML (`value_type` xml or html).

    Odoo's loader reads `%(id)d` in it as a reference and `%%` as one percent sign, so signs that
    are meant as text are doubled. `known` are the XML ids of this module.
    """
    element = etree.Element("field", name=name, type=value_type)
    element.extend(content)
    _keep_percents(element, known)
    return element


def fill(element: etree._Element, holder: etree._Element, known: Iterable[str]) -> None:
    """Put what is inside of `holder` into an element that Odoo's loader reads as `marked_up`."""
    element.text = holder.text
    element.extend(list(holder))
    _keep_percents(element, known)


def _keep_percents(element: etree._Element, known: Iterable[str]) -> None:
    ours = set(known)
    for node in element.iter():
        if isinstance(node.tag, str) and node is not element:
            for key, value in attributes(node):
                node.set(key, _percent_kept(value, ours))
        if node.text:
            node.text = _percent_kept(node.text, ours)
        if node.tail:
            node.tail = _percent_kept(node.tail, ours)


def _percent_kept(value: str, known: set[str]) -> str:
    def kept(match: re.Match[str]) -> str:
        held = match.group(0)
        if held == "%%":
            return "%%%%"
        reference = _PLACEHOLDER.match(value, match.start())
        if reference and ("." in reference[1] or reference[1] in known):
            return held
        return "%%("

    return re.sub(r"%%|%\(", kept, value)


def record(model: str, xml_id: str, fields: Iterable[etree._Element | None]) -> etree._Element:
    """Return a `<record>`; fields that are None are left out."""
    element = etree.Element("record", id=xml_id, model=model)
    element.extend(field for field in fields if field is not None)
    return element


def references(element: etree._Element) -> frozenset[str]:
    """Return the XML ids, as written, that a record refers to."""
    names: set[str] = set()
    for node in element.iter(etree.Element):
        for key, value in attributes(node):
            if key in _REFERRING:
                names.update(name.lstrip("!-") for name in value.split(",") if name)
            elif key == "eval":
                names.update(_REF_CALL.findall(value))
            names.update(_PLACEHOLDER.findall(value))
    return frozenset(names)


def serialized(root: etree._Element) -> bytes:
    """Return a data file: the root's children one below the other, a blank line between records."""
    _one_below_the_other(root, "")
    head = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return head + etree.tostring(root, encoding="utf-8") + b"\n"


def _one_below_the_other(holder: etree._Element, margin: str) -> None:
    inner = margin + _INDENT
    for element in holder:
        if element.tag == "data":
            _one_below_the_other(element, inner)
        elif element.tag == "template":
            _lay_out_content(element, inner)
        elif element.get("model") or element.tag == "menuitem":
            _break_lines(element, inner, recurse=False)
            for field in element:
                if field.get("type") in ("xml", "html") and len(field):
                    lay_out(field, inner + _INDENT)
    _break_lines(holder, margin, recurse=False)
    for above, below in pairwise(holder):
        if {above.tag, below.tag} & {"record", "data", "template"}:
            above.tail = f"\n{above.tail}"


def _lay_out_content(element: etree._Element, margin: str) -> None:
    """Indent what stands in an element, unless there is text in it."""
    texts = [element.text, *(child.tail for child in element)]
    if not any(text and text.strip() for text in texts):
        _break_lines(element, margin, recurse=False)
    for child in element:
        lay_out(child, margin + _INDENT)


def _break_lines(element: etree._Element, margin: str, recurse: bool, unit: str = _INDENT) -> None:
    """Put each child on a line of its own, where the author's blanks are free to change."""
    children = list(element)
    if not children:
        return
    everywhere = element.tag in STRUCTURAL or not recurse
    inner, outer = f"\n{margin}{unit}", f"\n{margin}"
    if everywhere or element.text:
        element.text = inner
    for child in children:
        if everywhere or child.tail:
            child.tail = inner if child is not children[-1] else outer


def lay_out(element: etree._Element, margin: str, unit: str = _INDENT) -> None:
    """Indent a view for reading; `margin` stands before the element, `unit` is one level more.

    Text, and elements that stand in text, stay as they are.
    """
    if not isinstance(element.tag, str) or not len(element):
        return
    texts = [element.text, *(child.tail for child in element)]
    if any(text and text.strip() for text in texts):
        return
    _break_lines(element, margin, recurse=True, unit=unit)
    for child in element:
        lay_out(child, margin + unit, unit)
