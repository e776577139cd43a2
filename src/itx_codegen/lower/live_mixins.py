"""Models that inherit from other models of the document, as a running database can have them.

Odoo hands on what the classes of a parent say; a manual model says nothing by its class, so its
heirs would get none of its fields. They are given copies of their own instead.
"""

from __future__ import annotations

from typing import TypeVar

from ..ir import Document, Node
from ..ir.kinds.model import Model
from .identity import derived_uid

#: What an heir has of its parents where it has none of its own of that name.
_PARTS = ("fields", "methods", "constraints")
#: What an heir takes from its first parent where it says nothing itself.
_SETTINGS = ("order", "rec_name")

_AnyNode = TypeVar("_AnyNode", bound=Node)


def live_mixins(document: Document) -> Document:
    """Return the document with what models inherit from its own models written out at the heirs."""
    parents = {model.name: model for model in document.of(Model) if not model.extends}
    whole: dict[str, Model] = {}
    models = tuple(_whole(model, parents, whole, ()) for model in document.of(Model))
    return document.model_copy(update={"models": models})


def _whole(
    model: Model, parents: dict[str, Model], whole: dict[str, Model], heirs: tuple[str, ...]
) -> Model:
    """Return a model with what it inherits; `heirs` are those that ask, to end where they turn."""
    if model.extends:
        return model
    if model.name in whole:
        return whole[model.name]
    found = model.model_copy(
        update={"inherit": tuple(name for name in model.inherit if name not in parents)}
    )
    for name in model.inherit:
        if name in parents and name not in (model.name, *heirs):
            parent = _whole(parents[name], parents, whole, (*heirs, model.name))
            found = _heir(found, parent)
    whole[model.name] = found
    return found


def _heir(model: Model, parent: Model) -> Model:
    update: dict[str, object] = {
        "inherit": tuple(dict.fromkeys((*model.inherit, *parent.inherit))),
        **{name: getattr(model, name) or getattr(parent, name) for name in _SETTINGS},
    }
    for attribute in _PARTS:
        own = getattr(model, attribute)
        names = {node.name for node in own}
        copies = (_copy(node, model.uid) for node in getattr(parent, attribute))
        update[attribute] = (*own, *(node for node in copies if node.name not in names))
    return model.model_copy(update=update)


def _copy(node: _AnyNode, heir: str) -> _AnyNode:
    """Return a part of a parent as the heir's own, the parts of that part included."""
    children = {name: tuple(_copy(c, heir) for c in held) for name, held in node.children()}
    return node.model_copy(update={"uid": derived_uid(node.uid, "heir", heir), **children})
