"""A reference: which records are in a domain, by the plain meaning of prefix notation."""

from __future__ import annotations

import operator
import re
from typing import Any

_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def holds(items: list[Any], record: dict[str, Any]) -> bool:
    """Whether a record (field → value; False is no value, a dict a related record) is in it."""
    rest = list(items)
    result = True
    while rest:
        result = _next(rest, record) and result
    return result


def _next(rest: list[Any], record: dict[str, Any]) -> bool:
    item = rest.pop(0)
    if item == "!":
        return not _next(rest, record)
    if item in ("&", "|"):
        first, second = _next(rest, record), _next(rest, record)
        return (first and second) if item == "&" else (first or second)
    return _triple(*item, record)


def _triple(field: Any, sign: str, wanted: Any, record: dict[str, Any]) -> bool:
    if not isinstance(field, str):
        return bool(field == wanted)
    value = record[field]
    if sign == "=?":
        return wanted is False or _equal(value, wanted)
    if sign == "=":
        return _equal(value, wanted)
    if sign in _ORDER:
        return value is not False and bool(_ORDER[sign](value, wanted))
    if sign == "in":
        return any(_equal(value, one) for one in wanted)
    if sign == "any":
        return value is not None and holds(wanted, value)
    if sign.endswith("like") and not sign.startswith("not "):
        return _like(value, sign, wanted)
    positive = "=" if sign == "!=" else sign.removeprefix("not ")
    return not _triple(field, positive, wanted, record)


def _equal(value: Any, wanted: Any) -> bool:
    return value == wanted and isinstance(value, bool) == isinstance(wanted, bool)


def _like(value: Any, sign: str, pattern: str) -> bool:
    text = value or ""
    whole = sign.startswith("=")
    parts = [{"%": ".*", "_": "."}.get(character, re.escape(character)) for character in pattern]
    regex = "".join(parts) if whole else f".*{''.join(parts)}.*"
    flags = re.S | (re.I if "ilike" in sign else 0)
    return value is not False and re.fullmatch(regex, text, flags) is not None
