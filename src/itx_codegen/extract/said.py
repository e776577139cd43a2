"""Elements in the form in which they go into a draft."""

from __future__ import annotations

from typing import Any

from ..ir.node import Node
from ..ir.registry import collections
from .draft import Raw


def said(kind: type[Node], raw: Raw) -> Raw:
    """Return an element of a kind without attributes that say nothing or equal the default."""
    return {
        name: value
        for name, value in raw.items()
        if value is not None and (name == "type" or value != _default(kind, name))
    }


def kind_in(collection: str, raw: Raw) -> type[Node]:
    """Return the kind of an element of a list of the document."""
    kinds = collections()[collection]
    if len(kinds) == 1:
        return kinds[0]
    return next(kind for kind in kinds if kind.model_fields["type"].default == raw["type"])


def _default(kind: type[Node], name: str) -> Any:
    info = kind.model_fields[name]
    value = None if info.is_required() else info.get_default(call_default_factory=True)
    return list(value) if isinstance(value, tuple) else value
