"""Types: whether values of a column can become values of a field."""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import text
from .finding import Finding, Severity
from .inquiry import Inquiry

_TEXT = {"str", "char", "text", "html", "selection", "reference"}
_WHOLE = {"int", "integer", "many2one_reference"}
_BROKEN = {"float", "monetary"}
_LINKS = {"many2one", "one2many", "many2many"}
_ANY_TEXT = _TEXT | _WHOLE | _BROKEN | {"date", "datetime", "bool", "boolean"}
#: Type of a field → types of columns that it takes. What is not here takes text alone.
_TAKES: dict[str, set[str]] = {
    "char": _ANY_TEXT,
    "text": _ANY_TEXT,
    "html": _TEXT,
    "selection": _TEXT | _WHOLE,
    "boolean": _TEXT | _WHOLE | {"bool", "boolean"},
    "integer": _TEXT | _WHOLE | _BROKEN | {"bool", "boolean"},
    "float": _TEXT | _WHOLE | _BROKEN,
    "monetary": _TEXT | _WHOLE | _BROKEN,
    "date": _TEXT | {"date", "datetime"},
    "datetime": _TEXT | {"date", "datetime"},
    "binary": _TEXT | {"binary"},
    "many2one_reference": _WHOLE,
}


def mismatch(column: str, field: str, by: str = "id") -> tuple[Severity, str] | None:
    """What is wrong with values of type `column` for a field of type `field`, or None.

    `column`: a type of a contract, or of a field of Odoo. `by`: for relations, what names the
    related records: `id` (external ids), `.id` (ids of the database) or one of their fields.
    """
    if field in _LINKS:
        if column in _LINKS | _WHOLE and by == "id":
            return "error", (
                text(
                    "holds ids of a database, but external ids are wanted; read the column with "
                    "/id behind its name"
                )
            )
        if column in _LINKS and by == ".id":
            return "warning", (
                text(
                    "holds ids of the database that it was read from, which are others elsewhere; "
                    "use external ids"
                )
            )
        if column in _BROKEN | {"bool", "boolean", "date", "datetime"}:
            return "error", text("is of type %(column)s, which names no record", column=column)
        return None
    if column in _LINKS - {"many2one"}:
        return "error", text(
            "holds a list of records, but the field is of type %(field)s", field=field
        )
    if column == "many2one":
        column = "integer"
    if column not in _TAKES.get(field, _TEXT):
        return "error", text(
            "is of type %(column)s, which a field of type %(field)s does not take",
            column=column,
            field=field,
        )
    if field in _WHOLE and column in _BROKEN:
        return "warning", text(
            "has decimals, but the field holds whole numbers; rows with some fail"
        )
    if field == "date" and column == "datetime":
        return "warning", text("is a moment, but the field holds a day; the time of day is lost")
    return None


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """Columns whose type is known: declared, or of a field, without a script between."""
    for destination in inquiry.destinations:
        origins = inquiry.origins(destination.step)
        for target in destination.targets:
            origin = origins.get(target.column)
            described = (destination.fields or {}).get(target.field)
            if described is None or origin is None or origin.type is None:
                continue
            found = mismatch(origin.type, str(described["type"]), target.by)
            if found:
                severity, reason = found
                yield Finding(
                    f"{destination.path}.{target.path}",
                    severity,
                    text("the column %(column)s %(reason)s.", column=target.column, reason=reason),
                    "types",
                    target.column,
                    destination.step.connection,
                )
