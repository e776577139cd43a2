"""Models and fields: there, and open to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from ..messages import text
from .finding import Finding
from .inquiry import Destination, Inquiry, Source

#: What Odoo itself keeps; only its id can name a record.
_MAGIC = ("id", "display_name", "create_uid", "create_date", "write_uid", "write_date")


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """Of the source those that are read, of the destination those that are written."""
    for source in inquiry.sources:
        yield from _read(source)
    for destination in inquiry.destinations:
        yield from _written(destination)


def _read(source: Source) -> Iterator[Finding]:
    path, connection = f"{source.path}.options", source.step.connection
    model = source.reader.model
    if source.fields is None:
        message = text(
            "%(side)s has no model %(model)s; correct the name.", side=source.side.name, model=model
        )
        yield Finding(f"{path}.model", "error", message, "fields", model, connection)
        return
    for one in source.reader.fields:
        name = one.partition("/")[0].lstrip(".")
        if name not in source.fields:
            message = text(
                "%(side)s: %(model)s has no field %(field)s; %(remedy)s",
                side=source.side.name,
                model=model,
                field=name,
                remedy=_remedy(name, source.fields),
            )
            yield Finding(f"{path}.fields", "error", message, "fields", name, connection)


def _written(destination: Destination) -> Iterator[Finding]:
    side, model, connection = destination.side, destination.model, destination.step.connection
    if destination.fields is None:
        message = text(
            "%(side)s has no model %(model)s; correct the name or install its module.",
            side=side.name,
            model=model,
        )
        yield Finding(f"{destination.path}.model", "error", message, "fields", model, connection)
        return
    for target in destination.targets:
        described = destination.fields.get(target.field)
        reason = None
        if described is None:
            reason = text(
                "%(model)s has no field %(field)s; %(remedy)s",
                model=model,
                field=target.field,
                remedy=_remedy(target.field, destination.fields),
            )
        elif target.field in _MAGIC or (described.get("readonly") and described.get("depends")):
            reason = text(
                "%(field)s is computed by Odoo; take it out of the mapping.", field=target.field
            )
        elif described["type"] == "one2many":
            reason = text("lines are records of their own; write them in a step of their own.")
        if reason:
            path = f"{destination.path}.{target.path}"
            message = text("%(side)s: %(reason)s", side=side.name, reason=reason)
            yield Finding(path, "error", message, "fields", target.field, connection)


def _remedy(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    if near:
        return text("did you mean %(near)s?", near=near[0])
    return text("correct the name, or install the module that has it.")
