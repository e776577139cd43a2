"""The canonical text of a document, and its fingerprints."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple

from .document import Document
from .node import Node


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
        own = _content(element.node)
        place = [element.collection, element.path]
        manifest = {n: v for n, v in own.items() if n in element.node.manifest_only}
        reaching = {n: v for n, v in own.items() if n not in element.node.manifest_only}
        structural.append([*place, reaching])
        if manifest:
            presentational.append([*place, manifest])
    return Fingerprints(_digest(structural), _digest(presentational))


def _content(node: Node) -> dict[str, Any]:
    own = {name: getattr(node, name) for name in node.own_attributes()}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in own.items()}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _digest(value: Any) -> str:
    return hashlib.sha256(_dump(value).encode("utf-8")).hexdigest()
