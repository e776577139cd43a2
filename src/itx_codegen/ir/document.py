"""The module document: the whole of one module as immutable values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, create_model

from .kinds.module import Module
from .node import Node, NodeT, listed
from .registry import collections

FORMAT_VERSION = 1


class Element(NamedTuple):
    """A node where it stands: under which parent, in which list, at which place."""

    node: Node
    parent: str
    collection: str
    position: int
    path: str


class DocumentBase(BaseModel):
    """The parts of a document that are always there. The lists are added from the kinds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    collection_names: ClassVar[tuple[str, ...]] = ()

    format_version: int = FORMAT_VERSION
    module: Module

    def of(self, kind: type[NodeT]) -> tuple[NodeT, ...]:
        """Return the elements of one kind, in order; also those that stand inside others."""
        if kind.collection:
            held = getattr(self, kind.collection)
            return tuple(node for node in held if isinstance(node, kind))
        return tuple(e.node for e in self.elements() if isinstance(e.node, kind))

    def elements(self) -> Iterator[Element]:
        """Yield every element, parents before children, in the document's order."""
        yield from _walk(self.module, "", "module", 0, "module")
        for name in self.collection_names:
            for index, node in enumerate(getattr(self, name)):
                yield from _walk(node, "", name, index, f"{name}[{node.ident}]")

    def by_uid(self) -> dict[str, Element]:
        """Return uid → element."""
        return {element.node.uid: element for element in self.elements()}

    def to_json(self) -> dict[str, Any]:
        """Return the document as JSON values; what equals its default is left out."""
        data: dict[str, Any] = {"format_version": self.format_version}
        data["module"] = _node_json(self.module)
        for name in self.collection_names:
            nodes = getattr(self, name)
            if nodes:
                data[name] = [_node_json(node) for node in nodes]
        return data


def _walk(node: Node, parent: str, collection: str, index: int, path: str) -> Iterator[Element]:
    yield Element(node, parent, collection, index, path)
    for name, children in node.children():
        for position, child in enumerate(children):
            yield from _walk(child, node.uid, name, position, f"{path}.{name}[{child.ident}]")


def _node_json(node: Node) -> dict[str, Any]:
    """Return a node without what equals its default; `uid` and required attributes always stand."""
    data: dict[str, Any] = {"uid": node.uid}
    children = node.child_kinds()
    for name, info in type(node).model_fields.items():
        value = getattr(node, name)
        if name in children:
            if value:
                data[name] = [_node_json(child) for child in value]
        elif (
            name == "type"
            or info.is_required()
            or value != info.get_default(call_default_factory=True)
        ):
            data[name] = listed(value)
    return data


def _collection_field(kinds: tuple[type[Node], ...]) -> Any:
    held: Any = kinds[0]
    if len(kinds) > 1:
        held = Annotated[reduce(or_, kinds), Field(discriminator="type")]
    return (GenericAlias(tuple, (held, ...)), ())


if TYPE_CHECKING:
    Document = DocumentBase
else:
    Document = create_model(
        "Document",
        __base__=DocumentBase,
        __doc__="A module as immutable values: its manifest, and one list for each kind.",
        **{name: _collection_field(kinds) for name, kinds in collections().items()},
    )
    Document.collection_names = tuple(collections())
