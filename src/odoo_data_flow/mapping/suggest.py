"""Suggestions which column fills which field: by names, labels and types, one to one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from rapidfuzz import fuzz

#: From this score on, of 100, two names are taken to mean the same.
THRESHOLD = 75.0
#: Of names that are equal but for the words that say what sort of value they have.
_STEM = 96.0
#: Of a value that must be converted to be one of the field.
_CONVERTED = 0.97

#: Words at the end of a name that say what sort of value it has, not which.
_SORTS = frozenset({"id", "ids", "xml", "external", "ref", "code"})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_TEXTS = frozenset({"char", "text", "html", "selection", "reference"})
_NUMBERS = frozenset({"integer", "float", "monetary"})
_RELATIONS = frozenset({"many2one", "many2many"})
#: Type of a column → types of fields that take its values as they are. Text is read as any type.
_TAKEN_BY: dict[str, frozenset[str]] = {
    "int": _NUMBERS,
    "float": frozenset({"float", "monetary"}),
    "bool": frozenset({"boolean"}),
    "date": frozenset({"date"}),
    "datetime": frozenset({"datetime"}),
    "list": frozenset({"many2many", "one2many"}),
}
#: Type of a column → further types of fields that its values can be converted to.
_CONVERTED_BY: dict[str, frozenset[str]] = {
    "int": _TEXTS | {"boolean", "many2one"},
    "float": _TEXTS | {"integer"},
    "bool": _TEXTS | _NUMBERS,
    "date": _TEXTS | {"datetime"},
    "datetime": _TEXTS | {"date"},
    "list": frozenset(),
}


class Source(NamedTuple):
    """A column. `type`: str, int, float, bool, date, datetime or list; others count as text."""

    name: str
    type: str = "str"


class Target(NamedTuple):
    """A field: its technical name, its label, its type as Odoo calls it."""

    name: str
    label: str = ""
    type: str = "char"


class Suggestion(NamedTuple):
    """`column` may fill `field`. `score`: how alike they are, up to 100."""

    field: str
    column: str
    score: float


def suggest(
    columns: Collection[Source], fields: Collection[Target], threshold: float = THRESHOLD
) -> list[Suggestion]:
    """The best pairs that score at least `threshold`, best first; no column or field stands twice.

    Pairs are taken greedily by their score: the best one first, then the best of what is left. The
    order of columns and fields makes no difference.
    """
    scored = (
        Suggestion(field.name, column.name, score)
        for column in columns
        for field in fields
        if (score := likeness(column, field)) >= threshold
    )
    taken_fields: set[str] = set()
    taken_columns: set[str] = set()
    pairs = []
    for pair in sorted(scored, key=lambda pair: (-pair.score, pair.field, pair.column)):
        if pair.field not in taken_fields and pair.column not in taken_columns:
            taken_fields.add(pair.field)
            taken_columns.add(pair.column)
            pairs.append(pair)
    return pairs


def likeness(column: Source, field: Target) -> float:
    """How much a column looks like a field, from 0 to 100; 0 if its values can't be the field's."""
    fits = _fit(column.type, field.type)
    if not fits:
        return 0.0
    if field.type in _RELATIONS and column.name == f"{field.name}/id":
        # How Odoo's export calls the external ids of a relation.
        return 100.0
    name = _words(column.name)
    return round(fits * max(_alike(name, _words(text)) for text in (field.name, field.label)), 1)


def _fit(column: str, field: str) -> float:
    if column not in _TAKEN_BY or field in _TAKEN_BY[column]:
        return 1.0
    return _CONVERTED if field in _CONVERTED_BY[column] else 0.0


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    if _stem(one) == _stem(other):
        return _STEM
    in_any_order = fuzz.token_sort_ratio(" ".join(one), " ".join(other))
    return min(_STEM - 1, max(in_any_order, fuzz.ratio("".join(one), "".join(other))))


def _words(text: str) -> tuple[str, ...]:
    """The words of a name without regard to case, in `snake_case`, `camelCase` or with blanks.

    In scripts that put no blanks between words, such as Thai, marks belong to their letters.
    """
    plain = unicodedata.normalize("NFKC", _HUMP.sub(" ", text)).casefold()
    marked = "".join(
        letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in plain
    )
    return tuple(marked.split())


def _stem(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those at their end that only say what sort of value it is."""
    while len(words) > 1 and words[-1] in _SORTS:
        words = words[:-1]
    return words
