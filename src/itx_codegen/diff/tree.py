"""A document taken apart: attributes by uid, and the order of each list of elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..ir import Document


class Place(NamedTuple):
    """A list of elements: the uid of the element that holds it, and the attribute's name."""

    parent: str
    collection: str


class Entry(NamedTuple):
    """One element without its children."""

    kind: str
    place: Place
    own: dict[str, Any]
    path: str


class Tree:
    """A document as two mappings that can be changed: what patching works on.

    The lists of the document itself belong to its module.
    """

    def __init__(self, document: Document) -> None:
        self.format_version = document.format_version
        self.root = document.module.uid
        self.entries: dict[str, Entry] = {}
        self.lists: dict[Place, list[str]] = {}
        for element in document.elements():
            node = element.node
            if node.uid == self.root:
                place = Place("", "module")
            else:
                place = Place(element.parent or self.root, element.collection)
                self.lists.setdefault(place, []).append(node.uid)
            self.entries[node.uid] = Entry(node.kind, place, node.own_values(), element.path)

    def document(self) -> Document:
        """Put the document together again."""
        data: dict[str, Any] = {"format_version": self.format_version}
        module = dict(self.entries[self.root].own)
        for place, uids in self.lists.items():
            if place.parent == self.root and uids:
                held = [self._element(uid) for uid in uids]
                if place.collection in Document.collection_names:
                    data[place.collection] = held
                else:
                    module[place.collection] = held
        data["module"] = {"uid": self.root, **module}
        return Document.model_validate(data)

    def _element(self, uid: str) -> dict[str, Any]:
        data = {"uid": uid, **self.entries[uid].own}
        for place, uids in self.lists.items():
            if place.parent == uid and uids:
                data[place.collection] = [self._element(child) for child in uids]
        return data

    def walk(self) -> Iterator[tuple[str, Entry]]:
        """Yield (uid, entry), parents before children, in the document's order."""
        yield from self.entries.items()
