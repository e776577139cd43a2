"""Tables of many2many links whose names follow from those of models."""

from __future__ import annotations

from .. import storage
from ..free_order import free_order
from ..script import Found, Script
from ..step import Step

_Pairs = list[tuple[str, str]]


def find(step: Step) -> Found:
    """Return the script that renames tables of links, their columns, indexes and foreign keys."""
    renamed: dict[str, tuple[str, str, _Pairs, _Pairs, _Pairs]] = {}
    for pair in step.fields:
        before, after = pair
        if not (storage.is_links(before.field) and storage.is_links(after.field)):
            continue
        if not step.same_target(pair):
            continue
        old, new = step.links(step.base, before), step.links(step.head, after)
        if old != new:
            columns = [(old.column1, new.column1), (old.column2, new.column2)]
            indexes = zip(old.indexes, new.indexes, strict=True)
            keys = zip(old.foreign_keys, new.foreign_keys, strict=True)
            names = free_order(columns), free_order(indexes), free_order(keys)
            renamed.setdefault(old.table, (old.table, new.table, *names))
    facts = {"renamed": list(renamed.values())}
    return Found((Script("pre", "30_links", "links", facts),))
