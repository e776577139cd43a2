"""Models and fields: there, and open to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

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
        message = f"{source.side.name} has no model {model}; correct the name."
        yield Finding(f"{path}.model", "error", message, "fields", model, connection)
        return
    for one in source.reader.fields:
        name = one.partition("/")[0].lstrip(".")
        if name not in source.fields:
            message = (
                f"{source.side.name}: {model} has no field {name}{_like(name, source.fields)}."
            )
            yield Finding(f"{path}.fields", "error", message, "fields", name, connection)


def _written(destination: Destination) -> Iterator[Finding]:
    side, model, connection = destination.side, destination.model, destination.step.connection
    if destination.fields is None:
        message = f"{side.name} has no model {model}; correct the name or install its module."
        yield Finding(f"{destination.path}.model", "error", message, "fields", model, connection)
        return
    for target in destination.targets:
        described = destination.fields.get(target.field)
        reason = None
        if described is None:
            reason = f"{model} has no field {target.field}{_like(target.field, destination.fields)}"
        elif target.field in _MAGIC or (described.get("readonly") and described.get("depends")):
            reason = f"{target.field} is computed by Odoo; take it out of the mapping"
        elif described["type"] == "one2many":
            reason = "lines are records of their own; write them in a step of their own"
        if reason:
            path = f"{destination.path}.{target.path}"
            message = f"{side.name}: {reason}."
            yield Finding(path, "error", message, "fields", target.field, connection)


def _like(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
