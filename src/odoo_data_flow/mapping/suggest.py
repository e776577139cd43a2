"""Suggestions which column fills which field: by names, labels, synonyms and types, one to one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from .synonyms import Meaning
from .words import Words, readings, stem, words

#: From this score on, of 100, two names are taken to mean the same.
THRESHOLD = 75.0
#: Of names that are equal but for the words that say what sort of value they have.
_STEM = 96.0
#: Of names that are known to mean the same.
_SYNONYM = 94.0
#: Of a value that must be converted to be one of the field; of what is only a part of a header; of
#: what the column is called where it comes from.
_CONVERTED, _PART, _ORIGIN = 0.97, 0.98, 0.99

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


Reason = Literal["name", "label", "synonym", "similar"]


class Source(NamedTuple):
    """A column. `type`: str, int, float, bool, date, datetime or list; others count as text.
    `labels`: what it is called where it comes from, in any language.
    """

    name: str
    type: str = "str"
    labels: tuple[str, ...] = ()


class Target(NamedTuple):
    """A field: its technical name, its label, its type as Odoo calls it; its `further` labels, in
    other languages.
    """

    name: str
    label: str = ""
    type: str = "char"
    further: tuple[str, ...] = ()


class Suggestion(NamedTuple):
    """`column` may fill `field`. `score`: how alike they are, up to 100. `reason`: what of the
    field says so: its name, a label, a synonym, or that one of these is similar; `by`: that text,
    of a synonym the word that the field goes by.
    """

    field: str
    column: str
    score: float
    reason: Reason
    by: str


class Likeness(NamedTuple):
    """How alike a column and a field are, up to 100, and why; see Suggestion."""

    score: float
    reason: Reason
    by: str


def suggest(
    columns: Collection[Source],
    fields: Collection[Target],
    threshold: float = THRESHOLD,
    model: str = "",
) -> list[Suggestion]:
    """The best pairs that score at least `threshold`, best first; no column or field stands twice.

    `model`: that has the fields, if it is known; some words mean something else in each. Pairs are
    taken greedily by their score: the best one first, then the best of what is left. The order of
    columns and fields makes no difference.
    """
    meaning = Meaning(model)
    scored = (
        Suggestion(field.name, column.name, *found)
        for column in columns
        for field in fields
        if (found := likeness(column, field, meaning)).score >= threshold
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


def likeness(column: Source, field: Target, meaning: Meaning) -> Likeness:
    """How much a column looks like a field; with a score of 0 if its values can't be the field's,
    or nothing of them is alike.
    """
    fits = _fit(column.type, field.type)
    if fits and field.type in _RELATIONS and column.name == f"{field.name}/id":
        # How Odoo's export calls the external ids of a relation.
        return Likeness(100.0, "name", field.name)
    best = Likeness(0.0, "similar", "")
    for header, share in _headers(column) if fits else ():
        for found in _compared(header, field, meaning):
            score = round(found.score * share * fits, 1)
            if score > best.score:
                best = found._replace(score=score)
    return best


def _headers(column: Source) -> Iterator[tuple[Words, float]]:
    """What the column is called, and how much that counts."""
    for text, share in [(column.name, 1.0), *((label, _ORIGIN) for label in column.labels)]:
        for place, reading in enumerate(readings(text)):
            yield reading, share * (_PART if place else 1.0)


def _compared(header: Words, field: Target, meaning: Meaning) -> Iterator[Likeness]:
    for text in dict.fromkeys((field.name, field.label, *field.further)):
        is_name, own = text == field.name, words(text)
        exact: Reason = "name" if is_name else "label"
        score = _alike(header, own)
        yield Likeness(score, exact if score >= _STEM else "similar", text)
        known = meaning.same(header, own, label=not is_name)
        if known:
            yield Likeness(_SYNONYM * known.strength, "synonym", known.word)


def _fit(column: str, field: str) -> float:
    if column not in _TAKEN_BY or field in _TAKEN_BY[column]:
        return 1.0
    return _CONVERTED if field in _CONVERTED_BY[column] else 0.0


def _alike(one: Words, other: Words) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    if stem(one) == stem(other) or "".join(one) == "".join(other):
        return _STEM
    in_any_order = fuzz.token_sort_ratio(" ".join(one), " ".join(other))
    return min(_STEM - 1, max(in_any_order, fuzz.ratio("".join(one), "".join(other))))
