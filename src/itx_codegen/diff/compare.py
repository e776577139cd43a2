"""What turns one document into another."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import CodegenError
from ..ir import Document, all_kinds
from ..messages import text
from .operations import Add, Change, Operation, Remove, Rename
from .tree import Place, Tree


def diff(base: Document | None, head: Document) -> tuple[Operation, ...]:
    """Return the operations that turn `base` into `head`; all additions where there is no base.

    Elements are matched by uid, so a rename is a rename. Order: what goes (children first), what is
    renamed or changed, what comes (parents first), what only moves. `apply` undoes nothing and
    guesses nothing: `apply(diff(a, b), a) == b`. Raises CodegenError for documents of two modules.
    """
    if base is None:
        base = _empty(head)
    if base.module.uid != head.module.uid:
        raise CodegenError(
            text(
                "%(base)s and %(head)s are two different modules: their uids differ. Compare "
                "versions of one module.",
                base=base.module.name,
                head=head.module.name,
            )
        )
    before, after = Tree(base), Tree(head)
    replaced = _replaced(before, after)
    operations: list[Operation] = []

    def do(operation: Operation) -> None:
        operation.apply(before)
        operations.append(operation)

    for uid, entry in reversed(list(before.walk())):
        if uid not in after.entries or uid in replaced:
            position = before.lists[entry.place].index(uid)
            do(
                Remove(
                    kind=entry.kind,
                    uid=uid,
                    path=entry.path,
                    parent=entry.place.parent,
                    collection=entry.place.collection,
                    position=position,
                    own=entry.own,
                )
            )
    for uid in list(after.entries):
        if uid in before.entries:
            for operation in _differences(before, after, uid):
                do(operation)
    for uid, entry in after.walk():
        if uid not in before.entries:
            siblings = before.lists.get(entry.place, [])
            position = min(after.lists[entry.place].index(uid), len(siblings))
            do(
                Add(
                    kind=entry.kind,
                    uid=uid,
                    path=entry.path,
                    parent=entry.place.parent,
                    collection=entry.place.collection,
                    position=position,
                    own=entry.own,
                )
            )
    for place, wanted in after.lists.items():
        if before.lists[place] != wanted:
            do(_reorder(before, after, place))
    return tuple(operations)


def apply(operations: Iterable[Operation], document: Document) -> Document:
    """Return the document after the operations."""
    tree = Tree(document)
    for operation in operations:
        operation.apply(tree)
    return tree.document()


def reverse(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Return the operations that take `operations` back."""
    return tuple(operation.reversed() for operation in reversed(list(operations)))


def _empty(head: Document) -> Document:
    """A document with the head's module and nothing else: what is there before the first apply."""
    module = head.module.model_copy(update={"depends": ()})
    return Document(format_version=head.format_version, module=module)


def _replaced(before: Tree, after: Tree) -> set[str]:
    """Uids that stand for something else, or elsewhere, than before: they go and come."""
    replaced: set[str] = set()
    for uid, new in after.walk():
        old = before.entries.get(uid)
        if old is not None and (
            old.kind != new.kind or old.place != new.place or new.place.parent in replaced
        ):
            replaced.add(uid)
    return replaced


def _differences(before: Tree, after: Tree, uid: str) -> Iterable[Operation]:
    old, new = before.entries[uid], after.entries[uid]
    named_by = all_kinds()[new.kind].named_by
    for attribute, value in new.own.items():
        former = old.own[attribute]
        if former == value:
            continue
        if attribute == named_by:
            yield Rename(
                kind=new.kind, uid=uid, path=new.path, attribute=attribute, old=former, new=value
            )
        else:
            yield Change(
                kind=new.kind, uid=uid, path=new.path, attribute=attribute, old=former, new=value
            )


def _reorder(before: Tree, after: Tree, place: Place) -> Change:
    holder = after.entries[place.parent]
    return Change(
        kind=holder.kind,
        uid=place.parent,
        path=holder.path,
        attribute=place.collection,
        old=list(before.lists[place]),
        new=list(after.lists[place]),
        order=True,
    )
