"""The normal form of a document: equal meanings are equal values."""

from __future__ import annotations

import re
from typing import Any

from .document import Document
from .node import Node
from .record_values import renamed
from .references import each_name
from .roles import ArchOn, QwebOn, RecordValues, XmlIdRef


def normalized(document: Document) -> Document:
    """Return the document with defaults filled in, sets sorted and unordered lists in uid order.

    References to the module's own records lose the module's name, which may be written or not.
    """
    own = f"{document.module.name}."
    update: dict[str, Any] = {"module": _normalize(document.module, own)}
    for name in document.collection_names:
        update[name] = _in_order(_normalize(node, own) for node in getattr(document, name))
    return document.model_copy(update=update)


def _normalize(node: Node, own: str) -> Node:
    update: dict[str, Any] = {}
    for name, role in node.roles().items():
        value = getattr(node, name)
        if isinstance(role, XmlIdRef):
            update[name] = each_name(value, lambda xml_id: xml_id.removeprefix(own))
        elif isinstance(role, ArchOn):
            update[name] = value.replace(f"%({own}", "%(")
        elif isinstance(role, QwebOn):
            update[name] = re.sub(rf"""(\bt-call=["']){re.escape(own)}""", r"\1", value)
        elif isinstance(role, RecordValues):
            update[name] = {
                key: renamed(held, lambda xml_id: xml_id.removeprefix(own))
                for key, held in value.items()
            }
    plain = node.model_copy(update=update).normalized()
    return plain.model_copy(
        update={
            name: _in_order(_normalize(child, own) for child in children)
            for name, children in plain.children()
        }
    )


def _in_order(nodes: Any) -> tuple[Node, ...]:
    held = tuple(nodes)
    if held and not held[0].ordered:
        return tuple(sorted(held, key=lambda node: node.uid))
    return held
