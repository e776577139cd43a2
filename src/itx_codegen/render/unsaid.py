"""What earlier versions of a module have said of a record, and this one does not any more.

Odoo leaves a field alone of which a data file says nothing, and links that a file does not name. In
an upgraded database a flow would go on to read only what has changed, or a rule to hold for a
group, because a version before said so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from lxml import etree

from ..ir import Document, flow_records
from ..ir.kinds.flow import Flow
from ..ir.kinds.flow_step import FlowStep
from ..ir.kinds.rule import Rule
from ..ir.node import Node
from . import xml_source
from .literals import Literal
from .parts import Depends, Part, Record

#: Models of records whose fields are called as the attributes of their elements are.
_NODES: Mapping[str, type[Node]] = {
    flow_records.FLOW: Flow,
    flow_records.STEP: FlowStep,
    "ir.rule": Rule,
}
_LINK = re.compile(r"Command\.link\(ref\('([^']+)'\)\)")


def unsaid(
    document: Document, parts: Sequence[Part], bases: Iterable[tuple[Document, Sequence[Part]]]
) -> list[Part]:
    """Return the parts of a document, whose records also take back what those of `bases` (documents
    and their parts) have said: fields of flows, their steps and rules get their defaults, and links
    to groups and other records that are still there are cut.

    Records that people may edit (`noupdate`) are as they were.
    """
    former: dict[tuple[str, str, int], list[etree._Element]] = defaultdict(list)
    for base, base_parts in bases:
        for place, record in _placed(base, base_parts):
            former[place].append(record.element)
    there = _there(parts)
    changed = {
        id(record): _taken_back(record, former[place], there)
        for place, record in _placed(document, parts)
        if place in former and not record.noupdate
    }
    return [changed.get(id(part), part) for part in parts]


def _placed(
    document: Document, parts: Sequence[Part]
) -> Iterator[tuple[tuple[str, str, int], Record]]:
    """The records with what tells them apart in all versions: uid, model, and which one it is."""
    uids = {element.path: element.node.uid for element in document.elements()}
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for part in parts:
        if isinstance(part, Record) and part.xml_id:
            kind = (uids[part.origin], _model(part.element))
            yield (*kind, seen[kind]), part
            seen[kind] += 1


def _model(element: etree._Element) -> str:
    return str(element.get("model") or element.tag)


def _there(parts: Sequence[Part]) -> frozenset[str]:
    """The XML ids, and the modules, that a data file can refer to for sure."""
    own = {part.xml_id for part in parts if isinstance(part, Record)}
    depends = {part.module for part in parts if isinstance(part, Depends)}
    return frozenset({"base", *own, *depends})


def _taken_back(record: Record, former: list[etree._Element], there: frozenset[str]) -> Part:
    element = deepcopy(record.element)
    for before in former:
        if element.tag == "menuitem":
            _cut_groups(element, before, there)
        for field in before.findall("field"):
            _take_back(element, field, there)
    if etree.tostring(element) == etree.tostring(record.element):
        return record
    return replace(
        record, element=element, refers=record.refers | _local(xml_source.references(element))
    )


def _local(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if "." not in name)


def _take_back(element: etree._Element, before: etree._Element, there: frozenset[str]) -> None:
    name = str(before.get("name"))
    now = next((one for one in element.findall("field") if one.get("name") == name), None)
    gone = _gone(before.get("eval", ""), now.get("eval", "") if now is not None else "", there)
    if gone:
        said = now.get("eval", "")[1:-1] if now is not None else ""
        cut = ", ".join(f"Command.unlink(ref('{xml_id}'))" for xml_id in gone)
        source = ", ".join(filter(None, [said, cut]))
        new = xml_source.evaluated(name, Literal(f"[{source}]"))
        if now is not None:
            element.replace(now, new)
        else:
            element.append(new)
    node = _NODES.get(_model(element))
    if now is None and node is not None and not _LINK.search(before.get("eval", "")):
        default = _default(node, name)
        write = xml_source.text if isinstance(default, str) else xml_source.evaluated
        element.append(write(name, default))


def _default(node: type[Node], name: str) -> Any:
    info = node.model_fields.get(name)
    if info is None or info.is_required():
        return False
    return info.get_default(call_default_factory=True) or False


def _cut_groups(element: etree._Element, before: etree._Element, there: frozenset[str]) -> None:
    now = [name for name in element.get("groups", "").split(",") if name]
    gone = [
        name
        for name in before.get("groups", "").split(",")
        if name and name not in now and f"-{name}" not in now and _is_there(name, there)
    ]
    if gone:
        element.set("groups", ",".join([*now, *(f"-{name}" for name in gone)]))


def _gone(before: str, now: str, there: frozenset[str]) -> list[str]:
    """XML ids that were linked and are not any more, of records that are still there."""
    return [
        xml_id
        for xml_id in dict.fromkeys(_LINK.findall(before))
        if f"ref('{xml_id}')" not in now and _is_there(xml_id, there)
    ]


def _is_there(xml_id: str, there: frozenset[str]) -> bool:
    return xml_id.partition(".")[0] in there
