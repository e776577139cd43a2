"""The text of one record of a data file, written anew in the way of the text that was there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from ...data_files.positions import Element, parsed
from ...data_files.values import NotSaidError, Values, linked
from ...ir.record_values import kind_of
from ...source import expression
from ..xml_source import lay_out

#: What indents a file that does not show it.
_UNIT = "    "


def unit_of(text: str) -> str:
    """Return by what each level of a data file is indented."""
    found = re.search(r"^([ \t]+)<", text, re.MULTILINE)
    return found[1] if found else _UNIT


def laid_out(element: etree._Element, margin: str, unit: str) -> str:
    """Return the text of a record below a margin; the element is not changed."""
    copied = deepcopy(element)
    copied.tail = None
    _break_lines(copied, margin, unit)
    return etree.tostring(copied, encoding="unicode")


def _break_lines(record: etree._Element, margin: str, unit: str) -> None:
    """Put each field on a line of its own; records that stand in a field likewise."""
    if record.tag == "template" or not len(record):
        return
    inner = f"\n{margin}{unit}"
    record.text = inner
    for field in record:
        field.tail = inner
        if not len(field):
            continue
        if field.get("type") in ("xml", "html"):
            _lay_out_markup(field, margin + unit, unit)
        else:
            field.text = f"{inner}{unit}"
            for held in field:
                held.tail = f"{inner}{unit}"
                _break_lines(held, margin + unit * 2, unit)
            field[-1].tail = inner
    record[-1].tail = f"\n{margin}"


def _lay_out_markup(field: etree._Element, margin: str, unit: str) -> None:
    """Break the lines around markup, and in it unless its author has done so."""
    if not any("\n" in text for text in _blanks(field)):
        lay_out(field, margin, unit)
    field.text = f"\n{margin}{unit}"
    field[-1].tail = f"\n{margin}"


def _blanks(field: etree._Element) -> Iterator[str]:
    for node in field.iter():
        if node is not field:
            yield from (text for text in (node.text, node.tail) if text and not text.strip())


def anew(former: str, element: etree._Element, margin: str, unit: str) -> str:
    """Return the text of a record in which fields that say the same keep theirs.

    `former` is the text that said the record before. Comments in it stay.
    """
    old = parsed(former.encode("utf-8"))
    if element.tag != "record" or old.tag != "record":
        return laid_out(element, margin, unit)
    content = former.encode("utf-8")
    made = laid_out(element, margin, unit).encode("utf-8")
    new = parsed(made)
    fields = {_name(field): field for field in new.children}
    written = [_opening(content, old, made, new)]
    at = old.opened
    seen: set[str] = set()
    for field in old.children:
        name = _name(field)
        between = content[at : field.start].decode("utf-8")
        if name in fields and name not in seen:
            seen.add(name)
            same = _value(content, field) == _value(made, fields[name])
            source, one = (content, field) if same else (made, fields[name])
            written += [between, source[one.start : one.end].decode("utf-8")]
        elif between.strip():
            written.append(between.rstrip())
        at = field.end
    behind = f"\n{margin}{unit}"
    for name, field in fields.items():
        if name not in seen:
            written += [behind, made[field.start : field.end].decode("utf-8")]
    if old.children:
        written.append(content[at:].decode("utf-8"))
    else:
        written.append(f"\n{margin}</record>" if fields else "</record>")
    return "".join(written)


def _name(field: Element) -> str:
    return field.attributes.get("name", "")


def _opening(content: bytes, old: Element, made: bytes, new: Element) -> str:
    """Return the tag that begins the record: the former one, where it says the same."""

    def said(element: Element) -> dict[str, str]:
        return {**element.attributes, "id": element.attributes["id"].rpartition(".")[2]}

    former, later = said(old), said(new)
    if former.get("forcecreate", "1").lower() in ("1", "true"):
        former.pop("forcecreate", None)
    if former == later and old.children:
        return content[old.start : old.opened].decode("utf-8")
    return made[new.start : new.opened].decode("utf-8")


def _value(content: bytes, field: Element) -> Any:
    """Return what a field says; names may have their module before them or not.

    Setting records is the same as linking to them: a new record has no others.
    """
    reader = Values(content, lambda xml_id: "", lambda xml_id: xml_id.rpartition(".")[2])
    try:
        value = reader.of_field(field)
    except NotSaidError:
        return object()
    if isinstance(value, dict) and kind_of(value) == "eval":
        names = linked(expression(value["eval"].strip()), {"link", "set"})
        if names is not None:
            return {"refs": [name.rpartition(".")[2] for name in names]}
    return str(value) if isinstance(value, (int, float, str)) else value
