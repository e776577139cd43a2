"""The canonical text of a document, and its fingerprints."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from pydantic.fields import FieldInfo

from .document import Document, Element
from .flow_records import selected_model
from .kinds.action_server import ActionServer
from .kinds.flow import Flow
from .kinds.flow_step import FlowStep
from .node import Node, listed


class Fingerprints(NamedTuple):
    """Hashes of content, never of identity or history; 64 hexadecimal digits each.

    `structural` covers what reaches a database, `presentational` the rest (what only the manifest
    says).
    """

    structural: str
    presentational: str


def canonical_json(document: Document) -> str:
    """Return the one text that stands for a document: sorted keys, no blanks, UTF-8 as it is."""
    return _dump(document.to_json())


def sha256(document: Document) -> str:
    """Return the hash of the canonical text, uids included."""
    return hashlib.sha256(canonical_json(document).encode("utf-8")).hexdigest()


def fingerprints(document: Document) -> Fingerprints:
    """Return the two fingerprints of a document; uids don't count."""
    structural: list[Any] = []
    presentational: list[Any] = []
    for element in document.elements():
        own = element.node.own_values()
        place = [element.collection, element.path]
        manifest = {n: v for n, v in own.items() if n in element.node.manifest_only}
        reaching = {n: v for n, v in own.items() if n not in element.node.manifest_only}
        structural.append([*place, reaching])
        if manifest:
            presentational.append([*place, manifest])
    return Fingerprints(_digest(structural), _digest(presentational))


def digest_of(uid: str, elements: Mapping[str, Element], part: str = "") -> str:
    """Return 16 hexadecimal digits that stand for what the text of an element says.

    It is what the element says itself (`digest`), and what its text takes from others: the record
    of a step names its flow and has a number among the steps, and an action on selected records is
    on the model that its flow reads. `elements` are those of the document by uid.
    """
    node = elements[uid].node
    beside: list[Any] = []
    if isinstance(node, FlowStep):
        flow = cast(Flow, elements[elements[uid].parent].node)
        beside = [flow.name, [step.name for step in flow.steps]]
    elif isinstance(node, ActionServer) and node.flow and node.binding_model:
        nodes = (element.node for element in elements.values())
        flows = (one for one in nodes if isinstance(one, Flow))
        beside = [selected_model(flows, node.flow, node.binding_model)]
    own = digest(node, part)
    return _digest([own, *beside])[:16] if beside else own


def digest(node: Node, part: str = "") -> str:
    """Return 16 hexadecimal digits that stand for what an element says itself.

    Neither its uid counts, nor what equals its default: an attribute that kinds learn later changes
    no digest. Elements inside it count where they have no text of their own (`Node.within`). `part`
    names the attributes that count alone, separated by commas; `values.x` is what a mapping
    `values` says of `x`.
    """
    parts = part.split(",") if part else []
    own = node.own_values()
    said: dict[str, Any] = {
        name: value
        for name, value in own.items()
        if (name in parts if parts else value != _default(type(node).model_fields[name]))
    }
    for name, dot, key in (one.partition(".") for one in parts):
        if dot:
            said[f"{name}.{key}"] = own[name].get(key)
    for name, children in node.children():
        if children and children[0].within and (not parts or name in parts):
            said[name] = [digest(child) for child in children]
    return _digest(said)[:16]


def _default(info: FieldInfo) -> Any:
    return None if info.is_required() else listed(info.get_default(call_default_factory=True))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(value: Any) -> str:
    return hashlib.sha256(_dump(value).encode("utf-8")).hexdigest()
