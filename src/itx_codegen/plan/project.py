"""What of a document a running database can hold."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..ir import Document, Element, Node, Side
from ..lower import lowered
from ..lower.live_methods import live_methods
from ..lower.live_mixins import live_mixins
from ..messages import Message, text


class Limit(NamedTuple):
    """Something that will not happen live, and why. `attribute` is empty for a whole element."""

    path: str
    attribute: str
    reason: Message

    @property
    def place(self) -> str:
        """The path of the attribute, or of the whole element."""
        return f"{self.path}.{self.attribute}" if self.attribute else self.path


def live_projection(document: Document) -> tuple[Document, tuple[Limit, ...]]:
    """Return the part of a document that can be applied live, and what is left out with reasons."""
    document = live_methods(live_mixins(lowered(document)))
    limits: list[Limit] = []
    places = {element.node.uid: element for element in document.elements()}
    update: dict[str, Any] = {"module": _project(document.module, None, places, limits)}
    for name in document.collection_names:
        update[name] = _kept(getattr(document, name), None, places, limits)
    return document.model_copy(update=update), tuple(limits)


def _kept(
    nodes: tuple[Node, ...],
    parent: Node | None,
    places: dict[str, Element],
    limits: list[Limit],
) -> tuple[Node, ...]:
    return tuple(
        kept
        for kept in (_project(node, parent, places, limits) for node in nodes)
        if kept is not None
    )


def _project(
    node: Node, parent: Node | None, places: dict[str, Element], limits: list[Limit]
) -> Node | None:
    path = places[node.uid].path
    if node.side is Side.EXPORT:
        reason = text("%(kind)s: only in the exported module.", kind=node.label)
        limits.append(Limit(path, "", reason))
        return None
    update: dict[str, Any] = {}
    for attribute, reason in node.live_limits(parent).items():
        limits.append(Limit(path, attribute, reason))
        if not attribute:
            return None
        mapping, dot, key = attribute.partition(".")
        if dot:
            held = update.get(mapping, getattr(node, mapping))
            update[mapping] = {name: value for name, value in held.items() if name != key}
        else:
            update[attribute] = (
                type(node).model_fields[attribute].get_default(call_default_factory=True)
            )
    for attribute, children in node.children():
        update[attribute] = _kept(children, node, places, limits)
    return node.model_copy(update=update)
