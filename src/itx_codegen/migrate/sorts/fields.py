"""Fields that get another name."""

from __future__ import annotations

from collections import defaultdict

from ..free_order import free_order
from ..script import Found, Script
from ..step import Step


def find(step: Step) -> Found:
    """Return the script that renames fields with their columns."""
    by_model: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for before, after in step.fields:
        if before.field.name != after.field.name:
            place = after.model.name, after.table
            by_model[place].append((before.field.name, after.field.name))
    renamed = [
        (model, table, old, new)
        for (model, table), pairs in by_model.items()
        for old, new in free_order(pairs)
    ]
    return Found((Script("pre", "40_fields", "fields", {"renamed": renamed}),))
