"""Fields that come again after they had gone."""

from __future__ import annotations

from .. import storage
from ..script import Found, Script
from ..step import Held, Step, kept_name


def find(step: Step) -> Found:
    """Return the script that gives fields the columns that an earlier upgrade has put aside."""
    columns = []
    for held in step.added_fields:
        kept = _kept(step, held)
        if kept:
            target = None
            if held.field.type == "many2one":
                target = step.target_table(step.head.document, held.field.comodel_name)
            columns.append((held.table, kept, held.field.name, target))
    return Found((Script("pre", "45_come_back", "come_back", {"columns": columns}),))


def _kept(step: Step, held: Held) -> str | None:
    """Return under which name the values of a field were put aside; None where they weren't."""
    for former in reversed(step.earlier):
        for gone in former.removed_fields:
            if gone.field.uid == held.field.uid:
                column = storage.column_type(gone.field)
                same = gone.field.type == held.field.type and column
                if not same or column != storage.column_type(held.field):
                    return None
                return kept_name(former.head.number, gone.field.name)
    return None
