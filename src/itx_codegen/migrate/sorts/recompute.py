"""Stored fields that are computed in another way from now on."""

from __future__ import annotations

from ...ir.kinds.model import Model
from ...names.python import python
from ...names.renaming import Renaming
from .. import storage
from ..conversions import conversion
from ..script import Found, Script
from ..step import Held, Step


def find(step: Step) -> Found:
    """Return the script that computes them for the rows that exist.

    It runs when the models of the exported version are loaded, so it names fields as that does.
    """
    now = {
        field.uid: (model.name, field)
        for model in step.last.document.of(Model)
        for field in model.fields
        if not model.abstract
    }
    fields = []
    for pair in step.fields:
        before, after = pair
        computed = after.field.compute or after.field.related
        if not computed or not storage.column_type(after.field) or conversion(step, pair):
            continue
        model, field = now.get(after.field.uid, ("", None))
        if field is None or not field.stored or not (field.compute or field.related):
            continue
        if field.readonly is not False and _way(before, step.renaming) != _way(after):
            fields.append((model, field.name))
    facts = {"fields": list(dict.fromkeys(fields))}
    return Found((Script("post", "10_recompute", "recompute", facts),))


def _way(held: Held, renaming: Renaming | None = None) -> tuple[str, ...]:
    """Return what a field's values follow from, in new names where these are given."""
    field, model = held.field, held.model.name
    method = held.model.method(field.compute) if field.compute else None
    related, code = field.related, method.code if method else ""
    depends = method.depends if method else ()
    if renaming is not None:
        related = renaming.path(model, related)
        code = python(code, renaming, model)
        depends = tuple(renaming.path(model, path) for path in depends)
    return related, code.strip(), *depends
