"""Values that are converted, replaced or filled in: what must be written into the rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from ...ir.kinds.field import Field
from ...messages import text
from ...plan.project import Limit
from .. import storage
from ..conversions import Conversion, Way, conversion, quoted
from ..script import Found, Script
from ..step import Pair, Step
from .selections import gone, renamed


class Value(NamedTuple):
    """A column that gets values: the facts of the script, in which they are explained."""

    table: str
    column: str
    source: str
    how: str | None
    new_type: str | None
    value: str
    rows: str


_OLD = "%(column)s"


def find(step: Step) -> Found:
    """Return the script that writes each table once for all that changes in its columns."""
    values: list[Value] = []
    empty: list[tuple[str, str]] = []
    limits: list[Limit] = []
    for pair in step.fields:
        found = conversion(step, pair)
        if found is None or found.way not in (Way.ASIDE, Way.LINK_TO_LINKS):
            values += _of(step, pair, found)
            if _lacks(pair, found):
                empty.append((pair.after.table, pair.after.field.name))
            limits += _limits(step, pair, found)
    facts = {"values": [tuple(value) for value in values], "empty": empty}
    return Found((Script("pre", "50_values", "values", facts),), tuple(limits))


def _of(step: Step, pair: Pair, found: Conversion | None) -> Iterator[Value]:
    """Yield what is written for a field: a copy of what can get lost, and the new values."""
    table, column, kept = pair.after.table, pair.after.field.name, step.kept(pair.before.field.name)
    way = found.way if found else None
    if way is Way.LINKS_TO_LINK:
        return
    source, how, new_type, value, rows = column, None, None, _OLD, []
    if found and way is not Way.UNTRANSLATED:
        new_type, value = found.column_type, found.value
    if found and way is Way.ANEW:
        source, how = kept, "anew"
        rows.append(f"{_OLD} IS NOT NULL")
    copied = found.cut if found else ""
    replaced, leaving = ({}, "") if found else _replaced(pair)
    if replaced:
        cases = " ".join(f"WHEN {a} THEN {b}" for a, b in replaced.items())
        value = f"CASE {_OLD} {cases} ELSE {_OLD} END"
        rows.append(f"{_OLD} IN ({', '.join(replaced)})")
    copied = copied or leaving
    if copied:
        copy = f"CASE WHEN {copied} THEN {_OLD} END"
        yield Value(table, kept, column, "copy", None, copy, copied)
    default = default_as_sql(pair.after.field) if _newly_required(pair, found) else None
    if default is not None and way is not Way.UNTRANSLATED:
        value = f"COALESCE({value}, {default})"
        rows.append("TRUE" if how else f"{_OLD} IS NULL")
    if value != _OLD:
        yield Value(table, column, source, how, new_type, value, " OR ".join(rows) or "TRUE")


def _replaced(pair: Pair) -> tuple[dict[str, str], str]:
    """Return old → new value of a selection, and the rows whose value goes; all as SQL."""
    old, new = pair.before.field, pair.after.field
    if old.type != "selection" or new.company_dependent or not storage.column_type(new):
        return {}, ""
    leaving = [] if _stuck(pair) else [quoted(value) for value in gone(pair)]
    instead = quoted(new.default) if isinstance(new.default, str) else "NULL"
    replaced = {quoted(before): quoted(after) for before, after in renamed(pair)}
    replaced |= dict.fromkeys(leaving, instead)
    return replaced, f"{_OLD} IN ({', '.join(leaving)})" if leaving else ""


def _stuck(pair: Pair) -> bool:
    """Whether rows have to keep values that are no options any more: there is none instead."""
    field = pair.after.field
    return field.required and not isinstance(field.default, str) and bool(gone(pair))


def _newly_required(pair: Pair, found: Conversion | None) -> bool:
    old, new = pair.before.field, pair.after.field
    if not new.required or not storage.column_type(new) or new.compute or new.related:
        return False
    begins_with_gaps = found is not None and found.way in (Way.ANEW, Way.LINKS_TO_LINK)
    return not old.required or begins_with_gaps


def _lacks(pair: Pair, found: Conversion | None) -> bool:
    """Whether rows may stay without a value that they must have.

    A default that is made by code is filled in by Odoo itself, when it loads the model.
    """
    field = pair.after.field
    filled = default_as_sql(field) is not None or field.default_expression
    return _newly_required(pair, found) and not filled


def default_as_sql(field: Field) -> str | None:
    """Return the default of a field as SQL for its column; None where it has no constant one."""
    value: object = field.default
    if value is None:
        return "FALSE" if field.type == "boolean" else None
    if isinstance(value, bool):
        return str(value).upper() if field.type == "boolean" else None
    if isinstance(value, (int, float)):
        return repr(value) if field.type not in ("char", "text", "html") else None
    if not isinstance(value, str) or field.type in ("many2one", "json"):
        return None
    if field.translate:
        return quoted(json.dumps({"en_US": value}, ensure_ascii=False))
    return quoted(value)


def _limits(step: Step, pair: Pair, found: Conversion | None) -> Iterator[Limit]:
    path = step.after[pair.after.field.uid].path
    if found is not None and found.way is not Way.IN_PLACE:
        kept = step.kept(pair.before.field.name)
        if storage.is_links(pair.before.field):
            kept = step.kept(step.links(step.base, pair.before).table)
        reason = text(
            "The upgrade to %(version)s may not find a like for every value; the old ones are kept "
            "as %(kept)s, and its log says how many rows are concerned.",
            version=step.head.number,
            kept=kept,
        )
        yield Limit(path, "type", reason)
    if found is None and pair.before.field.type == "selection" and _stuck(pair):
        reason = text(
            "The upgrade to %(version)s leaves the values %(values)s in the rows that have them: "
            "the field must have a value, and there is no default. Give it one.",
            version=step.head.number,
            values=", ".join(gone(pair)),
        )
        yield Limit(path, "selection", reason)
    if _lacks(pair, found):
        reason = text(
            "The upgrade to %(version)s has nothing to fill in where a row has no value; Odoo then "
            "says so in its log, and demands none. Give the field a default.",
            version=step.head.number,
        )
        yield Limit(path, "required", reason)
