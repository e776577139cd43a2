"""Models that get another name."""

from __future__ import annotations

from .. import storage
from ..free_order import free_order
from ..script import Found, Script
from ..step import Step


def find(step: Step) -> Found:
    """Return the script that renames models with their tables."""
    own = [(old, new) for old, new in step.models if not old.extends and not new.extends]
    tables = {model.name: storage.table(model) for pair in own for model in pair}
    renamed = free_order((old.name, new.name) for old, new in own)
    facts = [
        (old, new, tables.get(old, storage.table(old)), tables.get(new, storage.table(new)))
        for old, new in renamed
    ]
    return Found((Script("pre", "20_models", "models", {"renamed": facts}),))
