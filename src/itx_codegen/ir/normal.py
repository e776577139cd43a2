"""The normal form of a document: equal meanings are equal values."""

from __future__ import annotations

from typing import Any

from .document import Document
from .node import Node


def normalized(document: Document) -> Document:
    """Return the document with defaults filled in, sets sorted and unordered lists in uid order."""
    update: dict[str, Any] = {"module": _normalize(document.module)}
    for name in document.collection_names:
        update[name] = _in_order(_normalize(node) for node in getattr(document, name))
    return document.model_copy(update=update)


def _normalize(node: Node) -> Node:
    own = node.normalized()
    return own.model_copy(
        update={
            name: _in_order(_normalize(child) for child in children)
            for name, children in own.children()
        }
    )


def _in_order(nodes: Any) -> tuple[Node, ...]:
    held = tuple(nodes)
    if held and not held[0].ordered:
        return tuple(sorted(held, key=lambda node: node.uid))
    return held
