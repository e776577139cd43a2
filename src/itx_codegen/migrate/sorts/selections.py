"""Options of selections that get another value, or go."""

from __future__ import annotations

from .. import storage
from ..conversions import conversion
from ..free_order import free_order
from ..script import Found, Script
from ..step import Pair, Step


def find(step: Step) -> Found:
    """Return the script for Odoo's notes of options, and for values that each company has."""
    notes: list[tuple[object, ...]] = []
    by_company: list[tuple[object, ...]] = []
    gone_by_company: list[tuple[object, ...]] = []
    for pair in step.fields:
        old, new = pair.before.field, pair.after.field
        if "selection" not in (old.type, new.type) or conversion(step, pair):
            continue
        pairs = free_order(renamed(pair))
        if pairs:
            notes.append((pair.after.model.name, new.name, pairs))
        if new.company_dependent and storage.column_type(new):
            place = pair.after.table, new.name
            if pairs:
                by_company.append((*place, pairs))
            if gone(pair):
                gone_by_company.append((*place, gone(pair), step.kept(old.name)))
    facts = {
        "renamed": notes,
        "renamed_by_company": by_company,
        "gone_by_company": gone_by_company,
    }
    return Found((Script("pre", "60_selections", "selections", facts),))


def renamed(pair: Pair) -> list[tuple[str, str]]:
    """Return (old, new) for the values that are called otherwise."""
    values = {option.uid: option.value for option in pair.after.field.selection}
    return [
        (option.value, values[option.uid])
        for option in pair.before.field.selection
        if values.get(option.uid, option.value) != option.value
    ]


def gone(pair: Pair) -> list[str]:
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
