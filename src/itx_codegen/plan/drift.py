"""What was changed behind a description's back, and how it is taken in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..diff import Add, Operation
from ..diff.tree import Tree
from ..ir import Document
from ..messages import Message, text


class Adoption(NamedTuple):
    """The document with what was changed taken in, and what could not be, with reasons."""

    document: Document
    left: tuple[Message, ...]


def adopted(document: Document, current: Document, operations: Iterable[Operation]) -> Adoption:
    """Take changes that were made in a running database into the document that lives there.

    `operations` lead from what was applied to `current`, what lives now; both in normal form and in
    the names of the code. What follows from something else in the document (a default view) is
    written down from now on; what a method says can't be taken in: the method is to be edited.
    """
    tree = Tree(document)
    there = current.by_uid()
    left: list[Message] = []
    for operation in operations:
        if isinstance(operation, Add) or operation.uid in tree.entries:
            operation.apply(tree)
        elif operation.uid in there and operation.kind == "view":
            element = there[operation.uid]
            Add(
                kind=operation.kind,
                uid=operation.uid,
                path=operation.path,
                parent=tree.root,
                collection=element.collection,
                position=len(tree.entries),
                own=element.node.own_values(),
            ).apply(tree)
        else:
            left.append(
                text(
                    "%(operation)s: it follows from something else in the module; edit that.",
                    operation=operation.describe(),
                )
            )
    return Adoption(tree.document(), tuple(left))
