"""Fields whose column gets another type."""

from __future__ import annotations

from ...messages import text
from ...plan.project import Limit
from .. import storage
from ..conversions import Way, conversion
from ..script import Found, Script
from ..step import Pair, Step


def find(step: Step) -> Found:
    """Return the script that converts values."""
    facts: dict[str, list[tuple[str | None, ...]]] = {
        name: [] for name in ("in_place", "anew", "linked", "unlinked")
    }
    limits = []
    for pair in step.fields:
        found = conversion(step, pair)
        if found is None or found.way is Way.ASIDE:
            continue
        table, column = pair.after.table, pair.after.field.name
        kept = step.kept(pair.before.field.name)
        if found.way is Way.IN_PLACE:
            facts["in_place"].append((table, column, found.column_type, found.value, None, None))
        elif found.way is Way.CUT:
            longer = f"length(%(column)s) > {pair.after.field.size}"
            facts["in_place"].append((table, column, found.column_type, found.value, kept, longer))
        elif found.way is Way.UNTRANSLATED:
            facts["in_place"].append((table, column, None, None, kept, found.value))
        elif found.way is Way.ANEW:
            facts["anew"].append((table, column, kept, found.column_type, found.value))
        elif found.way is Way.LINK_TO_LINKS:
            facts["linked"].append((table, column, kept, *step.links(step.head, pair.after)))
        else:
            old = step.links(step.base, pair.before)
            columns = (step.kept(old.table), old.column1, old.column2)
            facts["unlinked"].append((table, column, *columns))
        if found.way not in (Way.IN_PLACE, Way.LINK_TO_LINKS):
            limits.append(_limit(step, pair, kept))
    return Found((Script("pre", "50_types", "types", facts),), tuple(limits))


def _limit(step: Step, pair: Pair, kept: str) -> Limit:
    if storage.is_links(pair.before.field):
        kept = step.kept(step.links(step.base, pair.before).table)
    reason = text(
        "The upgrade to %(version)s may not find a like for every value; the old ones are kept as "
        "%(kept)s, and its log says how many rows are concerned.",
        version=step.head.number,
        kept=kept,
    )
    return Limit(step.after[pair.after.field.uid].path, "type", reason)
