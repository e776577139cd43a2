"""Options of selections that get another value, or go."""

from __future__ import annotations

from .. import storage
from ..conversions import conversion
from ..free_order import free_order
from ..script import Found, Script
from ..step import Pair, Step


def find(step: Step) -> Found:
    """Return the script that changes the values in the rows."""
    renamed: list[tuple[object, ...]] = []
    gone: list[tuple[object, ...]] = []
    for pair in step.fields:
        old, new = pair.before.field, pair.after.field
        if old.type != "selection" or new.type != "selection" or conversion(step, pair):
            continue
        place = pair.after.model.name, new.name, pair.after.table, new.company_dependent
        pairs = free_order(_renamed(pair))
        if pairs:
            renamed.append((*place, pairs))
        values = _gone(pair)
        if values and storage.column_type(new):
            instead = new.default if isinstance(new.default, str) else None
            table, per_company = pair.after.table, new.company_dependent
            gone.append((table, new.name, per_company, values, instead, step.kept(old.name)))
    facts = {"renamed": renamed, "gone": gone}
    return Found((Script("pre", "60_selections", "selections", facts),))


def _renamed(pair: Pair) -> list[tuple[str, str]]:
    values = {option.uid: option.value for option in pair.after.field.selection}
    return [
        (option.value, values[option.uid])
        for option in pair.before.field.selection
        if option.uid in values
    ]


def _gone(pair: Pair) -> list[str]:
    """Return the values that go; none where the options come from elsewhere."""
    after = pair.after.field.selection
    if not after:
        return []
    stay = {option.uid for option in after} | {option.value for option in after}
    return [
        option.value
        for option in pair.before.field.selection
        if option.uid not in stay and option.value not in stay
    ]
