"""Fields and models that go, and columns that the next version has no use for."""

from __future__ import annotations

from collections.abc import Iterator

from ...messages import text
from ...plan.project import Limit
from .. import storage
from ..conversions import Way, conversion
from ..script import Found, Script
from ..step import Held, Step


def find(step: Step) -> Found:
    """Return the script that gives what goes names that Odoo doesn't know."""
    going = list(_going(step))
    columns = [
        (held.table, held.field.name, step.kept(held.field.name))
        for held in going
        if storage.column_type(held.field)
    ]
    attachments: list[tuple[str, str | None, str]] = [
        (held.model.name, held.field.name, step.kept(held.field.name))
        for held in going
        if storage.in_attachments(held.field)
    ]
    removed = step.removed_models
    attachments += [(m.name, None, step.kept(m.name.replace(".", "_"))) for m in removed]
    tables = [storage.table(model) for model in removed] + _link_tables(step, going)
    return Found(
        (
            Script(
                "pre",
                "10_put_aside",
                "put_aside",
                {
                    "columns": columns,
                    "tables": [(table, step.kept(table)) for table in dict.fromkeys(tables)],
                    "attachments": attachments,
                    "mixins": _mixins(step),
                    "forgotten": _forgotten(step),
                },
            ),
        ),
        tuple(_limits(step)),
    )


def _going(step: Step) -> Iterator[Held]:
    """Yield the fields whose values have no place in the next version."""
    yield from step.removed_fields
    for pair in step.fields:
        found = conversion(step, pair)
        if found is not None and found.way in (Way.ASIDE, Way.LINKS_TO_LINK):
            yield pair.before


def _link_tables(step: Step, going: list[Held]) -> list[str]:
    """Return the tables of links that go, and are not those of a field that stays."""
    gone = {id(held.field) for held in going}
    staying = {
        step.links(step.base, before).table
        for before, _after in step.fields
        if storage.is_links(before.field) and id(before.field) not in gone
    }
    owned = [Held(model, field) for model in step.removed_models for field in model.fields]
    tables = [
        step.links(step.base, held).table
        for held in [*going, *owned]
        if storage.is_links(held.field)
    ]
    return [table for table in tables if table not in staying]


def _mixins(step: Step) -> list[tuple[str, str, list[str], list[str], str]]:
    """Return (table, model that is inherited no more, those still inherited, own fields, prefix).

    Only the database knows which columns came from there.
    """
    found = []
    for old, new in step.models:
        still = [name for name in old.inherit if step.new_names.get(name, name) in new.inherit]
        own = sorted({field.name for field in (*old.fields, *new.fields)})
        if storage.has_table(old):
            found += [
                (storage.table(old), name, still, own, step.kept(""))
                for name in old.inherit
                if name not in still
            ]
    return found


def _forgotten(step: Step) -> list[tuple[str, str | None]]:
    """Return what goes while something that stays gets its name."""
    models = {new.name for old, new in step.models if old.name != new.name}
    forgotten: list[tuple[str, str | None]] = [
        (model.name, None) for model in step.removed_models if model.name in models
    ]
    fields = {
        (before.model.name, after.field.name)
        for before, after in step.fields
        if before.field.name != after.field.name
    }
    return forgotten + [
        (held.model.name, held.field.name)
        for held in step.removed_fields
        if (held.model.name, held.field.name) in fields
    ]


def _limits(step: Step) -> Iterator[Limit]:
    for model in step.removed_models:
        reason = text(
            "The upgrade to %(version)s keeps its table as %(kept)s; Odoo deletes the messages, "
            "followers and activities of its records.",
            version=step.head.number,
            kept=step.kept(storage.table(model)),
        )
        yield Limit(step.before[model.uid].path, "", reason)
    for pair in step.fields:
        found = conversion(step, pair)
        if found is not None and found.way is Way.ASIDE and found.lost:
            reason = text(
                "The upgrade to %(version)s can't convert the values of %(old)s to %(new)s: they "
                "are kept as %(kept)s, and the field begins empty. Describe a migration script "
                "that fills it.",
                version=step.head.number,
                old=found.was,
                new=found.becomes,
                kept=step.kept(pair.before.field.name),
            )
            yield Limit(step.after[pair.after.field.uid].path, "type", reason)
