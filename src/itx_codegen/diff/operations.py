"""The one vocabulary of change: add, remove, rename, change; on every kind alike."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..ir import Impact, Node, all_kinds
from ..messages import Message, text
from .tree import Entry, Place, Tree


class _Operation(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    uid: str
    path: str

    @property
    def node_class(self) -> type[Node]:
        """The class of the element that this operation is about."""
        return all_kinds()[self.kind]


class Add(_Operation):
    """An element appears, without children (they have operations of their own)."""

    op: Literal["add"] = "add"
    parent: str
    collection: str
    position: int
    own: dict[str, Any]

    @property
    def impact(self) -> Impact:
        return self.node_class.added

    def describe(self) -> Message:
        return text("+ %(kind)s %(path)s", kind=self.node_class.label, path=self.path)

    def reversed(self) -> Operation:
        return Remove(**{**self.model_dump(), "op": "remove"})

    def apply(self, tree: Tree) -> None:
        place = Place(self.parent, self.collection)
        tree.lists.setdefault(place, []).insert(self.position, self.uid)
        tree.entries[self.uid] = Entry(self.kind, place, dict(self.own), self.path)


class Remove(_Operation):
    """An element goes. It keeps what it was, so that it can be described and taken back."""

    op: Literal["remove"] = "remove"
    parent: str
    collection: str
    position: int
    own: dict[str, Any]

    @property
    def impact(self) -> Impact:
        return self.node_class.removal_impact(self.own)

    def describe(self) -> Message:
        return text("- %(kind)s %(path)s", kind=self.node_class.label, path=self.path)

    def reversed(self) -> Operation:
        return Add(**{**self.model_dump(), "op": "add"})

    def apply(self, tree: Tree) -> None:
        tree.lists[Place(self.parent, self.collection)].remove(self.uid)
        del tree.entries[self.uid]


class Rename(_Operation):
    """An element is called by another name from now on; it stays the same element."""

    op: Literal["rename"] = "rename"
    attribute: str
    old: str
    new: str

    @property
    def impact(self) -> Impact:
        return self.node_class.changed.get(self.attribute, Impact.COSMETIC)

    def describe(self) -> Message:
        return text(
            "→ %(kind)s %(path)s: renamed from %(old)s to %(new)s",
            kind=self.node_class.label,
            path=self.path,
            old=self.old,
            new=self.new,
        )

    def reversed(self) -> Operation:
        return self.model_copy(update={"old": self.new, "new": self.old})

    def apply(self, tree: Tree) -> None:
        _set(tree, self.uid, self.attribute, self.new)


class Change(_Operation):
    """One attribute takes another value; or a list of elements (by uid) another order."""

    op: Literal["change"] = "change"
    attribute: str
    old: Any
    new: Any
    order: bool = False

    @property
    def impact(self) -> Impact:
        return self.node_class.changed.get(self.attribute, Impact.COSMETIC)

    def describe(self) -> Message:
        if self.order:
            return text(
                "~ %(kind)s %(path)s: %(attribute)s in another order",
                kind=self.node_class.label,
                path=self.path,
                attribute=self.attribute,
            )
        old, new = _shown_pair(self.old, self.new)
        return text(
            "~ %(kind)s %(path)s: %(attribute)s from %(old)s to %(new)s",
            kind=self.node_class.label,
            path=self.path,
            attribute=self.attribute,
            old=old,
            new=new,
        )

    def reversed(self) -> Operation:
        return self.model_copy(update={"old": self.new, "new": self.old})

    def apply(self, tree: Tree) -> None:
        if self.order:
            tree.lists[Place(self.uid, self.attribute)] = list(self.new)
        else:
            _set(tree, self.uid, self.attribute, self.new)


Operation = Annotated[Add | Remove | Rename | Change, Field(discriminator="op")]


def _set(tree: Tree, uid: str, attribute: str, value: Any) -> None:
    entry = tree.entries[uid]
    tree.entries[uid] = entry._replace(own={**entry.own, attribute: value})


_SHOWN_LENGTH = 60


def _shown_pair(old: Any, new: Any) -> tuple[str, str]:
    """Return two values for a one-line description: long ones from where they begin to differ.

    Of two mappings only what differs is shown.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        same = {key for key in old.keys() & new.keys() if old[key] == new[key]}
        old = {key: value for key, value in old.items() if key not in same}
        new = {key: value for key, value in new.items() if key not in same}
    before, after = _flat(old), _flat(new)
    start = 0
    if max(len(before), len(after)) > _SHOWN_LENGTH:
        pairs = enumerate(zip(before, after, strict=False))
        begin = next((at for at, (one, other) in pairs if one != other), 0)
        start = max(0, begin - 15)
    return _cut(before, start), _cut(after, start)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        # A database keeps no order of keys: two of the same content read the same.
        value = dict(sorted(value.items()))
    return "∅" if value in ("", None, [], {}) else " ".join(str(value).split())


def _cut(value: str, start: int) -> str:
    head = "…" if start else ""
    tail = "…" if len(value) > start + _SHOWN_LENGTH else ""
    return head + value[start : start + _SHOWN_LENGTH] + tail
