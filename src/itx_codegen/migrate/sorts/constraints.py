"""SQL constraints and indexes that get another name, and indexes that go."""

from __future__ import annotations

from ...ir.kinds.field import Field
from ...messages import text
from ...names.sql import sql
from ...plan.project import Limit
from .. import storage
from ..free_order import free_order
from ..script import Found, Script
from ..step import Step


def find(step: Step) -> Found:
    """Return the script that renames constraints and drops indexes."""
    renamed: list[tuple[object, ...]] = []
    for old, new in step.models:
        table = storage.table(new)
        after = {one.uid: one for one in new.constraints}
        pairs = [
            (one.name, after[one.uid].name, one.type == "constraint")
            for one in old.constraints
            if one.uid in after and one.type == after[one.uid].type
        ]
        for is_constraint in (True, False):
            steps = free_order((a, b) for a, b, sort in pairs if sort is is_constraint)
            renamed += [(table, _full(table, a), _full(table, b), is_constraint) for a, b in steps]
    dropped = [
        (now.table, storage.index_name(now.table, now.field.name))
        for before, now in step.fields
        if storage.column_type(before.field)
        and storage.column_type(now.field)
        and _index(before.field) not in ("", _index(now.field))
    ]
    facts = {"renamed": renamed, "dropped": dropped}
    return Found((Script("pre", "80_constraints", "constraints", facts),), tuple(_limits(step)))


def _full(table: str, name: str) -> str:
    return storage.identifier(f"{table}_{name}")


def _index(field: Field) -> str:
    """Return the sort of a field's index; empty for none."""
    return field.index_type or ("btree" if field.index else "")


def _limits(step: Step) -> list[Limit]:
    """Say of each new demand that rows may not meet it."""
    before = {
        one.uid: sql(one.normalized().definition, step.renaming, old.name)
        for old, _new in step.models
        for one in old.constraints
    }
    found = []
    for _old, new in step.models:
        for one in new.constraints:
            if one.type != "index" and one.normalized().definition != before.get(one.uid):
                reason = text(
                    "Rows that are there may not meet it; Odoo then upgrades to %(version)s "
                    "without it, and says so in its log.",
                    version=step.head.number,
                )
                found.append(Limit(step.after[one.uid].path, "definition", reason))
    return found
