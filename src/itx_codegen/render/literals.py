"""Values as Python source: the one place that writes quotes and commas."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from ..errors import CodegenError
from ..messages import text


class UnwritableError(CodegenError):
    """A value has no faithful form in the file that it is meant for."""


class Import(NamedTuple):
    """`from module import name`, or `import module` where the name is empty."""

    module: str
    name: str = ""


@dataclass(frozen=True)
class Literal:
    """Python source of one expression, and what it needs to have imported."""

    source: str
    imports: frozenset[Import] = frozenset()


#: Characters that JSON leaves as they are and an editor shows wrongly or not at all.
_INVISIBLE = {
    code: f"\\u{code:04x}"
    for code in (
        *range(0x7F, 0xA0),
        *range(0x200B, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
    )
}


def literal(value: object, quote: str = '"') -> Literal:
    """Return the source of a value; `quote` is the sign around strings, double or single.

    Takes None, booleans, numbers, strings, dates and datetimes without zone, lists, tuples and
    mappings of these, and Literal for what is source already. Raises UnwritableError for the rest.
    """
    if isinstance(value, Literal):
        return value
    if value is None or isinstance(value, bool):
        return Literal(repr(value))
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, str):
        return Literal(_quoted(value, quote))
    if isinstance(value, (date, datetime)):
        return _moment(value)
    if isinstance(value, Mapping):
        pairs = [(literal(key, quote), literal(held, quote)) for key, held in value.items()]
        source = ", ".join(f"{key.source}: {held.source}" for key, held in pairs)
        return Literal(f"{{{source}}}", _imports(part for pair in pairs for part in pair))
    if isinstance(value, (list, tuple)):
        parts = [literal(held, quote) for held in value]
        source = ", ".join(part.source for part in parts)
        if isinstance(value, list):
            return Literal(f"[{source}]", _imports(parts))
        return Literal(f"({source}{',' if len(parts) == 1 else ''})", _imports(parts))
    raise UnwritableError(
        text(
            "%(value)s is of a type (%(type)s) that can't be written as source; "
            "use text, numbers, dates, lists and mappings.",
            value=f"{value!r:.60}",
            type=type(value).__name__,
        )
    )


def call(name: str, /, *values: object, **named: object) -> Literal:
    """Return the source of a call of `name`."""
    parts = [literal(value) for value in values]
    sources = [part.source for part in parts]
    for key, value in named.items():
        part = literal(value)
        parts.append(part)
        sources.append(f"{key}={part.source}")
    return Literal(f"{name}({', '.join(sources)})", _imports(parts))


def _imports(parts: Iterable[Literal]) -> frozenset[Import]:
    return frozenset(one for part in parts for one in part.imports)


def _number(value: int | float) -> Literal:
    if isinstance(value, float) and not math.isfinite(value):
        raise UnwritableError(text("%(value)s is no finite number; give one.", value=value))
    return Literal(repr(value))


def _quoted(value: str, quote: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnwritableError(
            text("%(value)s holds half a character; type it again.", value=f"{value!r:.60}")
        ) from error
    source = json.dumps(value, ensure_ascii=False).translate(_INVISIBLE)
    if quote == '"':
        return source
    swapped = {'\\"': '"', "'": "\\'"}
    inner = re.sub(r"\\.|'", lambda match: swapped.get(match[0], match[0]), source[1:-1])
    return f"'{inner}'"


def _moment(value: date | datetime) -> Literal:
    if isinstance(value, datetime) and value.tzinfo is not None:
        raise UnwritableError(
            text("%(value)s has a time zone; Odoo keeps UTC without one.", value=value)
        )
    return Literal(repr(value), frozenset({Import("datetime")}))
