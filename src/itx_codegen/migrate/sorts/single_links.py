"""Links that become several, or one."""

from __future__ import annotations

from ..conversions import Way, conversion
from ..script import Found, Script
from ..step import Step


def find(step: Step) -> Found:
    """Return the script that makes links of a column, or a column of links."""
    linked, unlinked = [], []
    for pair in step.fields:
        found = conversion(step, pair)
        table, column = pair.after.table, pair.after.field.name
        if found is not None and found.way is Way.LINK_TO_LINKS:
            kept = step.kept(pair.before.field.name)
            linked.append((table, column, kept, *step.links(step.head, pair.after)))
        elif found is not None and found.way is Way.LINKS_TO_LINK:
            old = step.links(step.base, pair.before)
            unlinked.append((table, column, step.kept(old.table), old.column1, old.column2))
    facts = {"linked": linked, "unlinked": unlinked}
    return Found((Script("pre", "48_single_links", "single_links", facts),))
