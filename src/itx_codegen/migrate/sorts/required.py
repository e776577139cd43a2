"""Fields that must have a value from now on."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ...ir.kinds.field import Field
from ...messages import text
from ...plan.project import Limit
from .. import storage
from ..conversions import Way, conversion
from ..script import Found, Script
from ..step import Pair, Step


def find(step: Step) -> Found:
    """Return the script that fills in constant defaults.

    A default that is made by code is filled in by Odoo itself, when it loads the model.
    """
    filled, empty = [], []
    limits = []
    for pair in _newly_required(step):
        field = pair.after.field
        place = pair.after.table, field.name
        value = default_as_sql(field)
        if value is not None:
            filled.append((*place, value))
        elif not field.default_expression:
            empty.append(place)
            reason = text(
                "The upgrade to %(version)s has nothing to fill in where a row has no value; Odoo "
                "then says so in its log, and demands none. Give the field a default.",
                version=step.head.number,
            )
            limits.append(Limit(step.after[field.uid].path, "required", reason))
    facts = {"filled": filled, "empty": empty}
    return Found((Script("pre", "70_required", "required", facts),), tuple(limits))


def _newly_required(step: Step) -> Iterator[Pair]:
    for pair in step.fields:
        old, new = pair.before.field, pair.after.field
        if not new.required or not storage.column_type(new) or new.compute or new.related:
            continue
        found = conversion(step, pair)
        anew = found is not None and found.way in (Way.ANEW, Way.LINKS_TO_LINK)
        begins_empty = found is not None and found.way is Way.ASIDE
        if (not old.required or anew) and not begins_empty:
            yield pair


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
        return _quoted(json.dumps({"en_US": value}, ensure_ascii=False))
    return _quoted(value)


def _quoted(value: str) -> str:
    """Return a text as SQL; percent signs are doubled, as `SQL` wants them."""
    return "'" + value.replace("'", "''").replace("%", "%%") + "'"
