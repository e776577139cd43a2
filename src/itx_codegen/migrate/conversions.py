"""How the values of a field come into a column of another type: one table for all types.

In the SQL, `%(column)s` stands for the old value, `%%` for a percent sign, `%(first_company)s` for
the id of the company that was first, `%(per_company)s` for an object with the old value for each.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from ..ir.kinds.field import Field
from . import storage
from .step import Pair, Step


class Way(Enum):
    """What has to be done with a column."""

    IN_PLACE = auto()  #: every value has its like in the new type
    ANEW = auto()  #: the old column stays beside the new one, since something can be lost
    ASIDE = auto()  #: nothing can be made of the values, or they are computed from now on
    LINK_TO_LINKS = auto()
    LINKS_TO_LINK = auto()
    CUT = auto()  #: in place, after those that don't fit are copied
    UNTRANSLATED = auto()  #: Odoo does it; the translations are copied


class Conversion(NamedTuple):
    """A way, the new type of the column and its values as SQL; what the types are called.

    `lost`: a person put the values in, so they are missed where the field begins empty. `cut` says
    as SQL in which rows something is lost, so that it is copied before.
    """

    way: Way
    column_type: str = ""
    value: str = ""
    was: str = ""
    becomes: str = ""
    lost: bool = False
    cut: str = ""


_NUMBERS = frozenset({"integer", "float", "monetary"})
_TEXTS = frozenset({"char", "text", "selection", "reference"})
_IS_NUMBER = r"btrim(%(column)s) ~ '^[+-]?\d{1,15}(\.\d+)?$'"
_TRUE = "('t', 'true', 'y', 'yes', '1')"
_FALSE = "('f', 'false', 'n', 'no', '0')"
_DAY = r"^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
#: A day that the calendar has: 2025-02-30 runs over into March.
_IS_DAY = (
    rf"%(column)s ~ '{_DAY}' AND to_char(make_date(substr(%(column)s, 1, 4)::int,"
    " substr(%(column)s, 6, 2)::int, 1) + (substr(%(column)s, 9, 2)::int - 1), 'YYYY-MM-DD')"
    " = substr(%(column)s, 1, 10)"
)
_ESCAPED = "replace(replace(replace(%(column)s, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"


def conversion(step: Step, pair: Pair) -> Conversion | None:
    """Return what has to be done with the values of a field that stays; None where nothing has."""
    old, new = pair.before.field, pair.after.field
    was, becomes = _called(old), _called(new)
    if not (storage.column_type(old) or storage.is_links(old) or storage.in_attachments(old)):
        return None
    if old.compute or old.related:
        return _of_computed(old, new, was, becomes)
    if not new.stored or (_computed(new) and new.readonly is not False):
        return Conversion(Way.ASIDE, was=was, becomes=becomes)
    if old.type == "many2one" and storage.is_links(new) and step.same_target(pair):
        return Conversion(Way.LINK_TO_LINKS) if not old.company_dependent else _aside(was, becomes)
    if storage.is_links(old) and new.type == "many2one" and step.same_target(pair):
        return Conversion(Way.LINKS_TO_LINK) if not new.company_dependent else _aside(was, becomes)
    if _same_place(step, pair):
        return _within(old, new)
    column = storage.column_type(new)
    if not column or not storage.column_type(old):
        return _aside(was, becomes)
    found = _converted(old, new)
    if found is None:
        return _aside(was, becomes)
    way, value = found
    if way is Way.UNTRANSLATED:
        return Conversion(way, cut=value)
    return Conversion(way, _sql_type(new, column), value, was, becomes)


def _aside(was: str, becomes: str) -> Conversion:
    return Conversion(Way.ASIDE, was=was, becomes=becomes, lost=True)


def _of_computed(old: Field, new: Field, was: str, becomes: str) -> Conversion | None:
    """What was computed may stay as it is; in another type it is computed again, or begins anew."""
    if new.stored and old.type == new.type and _shape(old) == _shape(new):
        return None
    return Conversion(Way.ASIDE, was=was, becomes=becomes, lost=not _computed(new))


def _computed(field: Field) -> bool:
    return bool(field.compute or field.related)


def _called(field: Field) -> str:
    """Return how a field is described to people: its type, and what makes its column another."""
    further = [name for name in ("translate", "company_dependent") if getattr(field, name)]
    target = [field.comodel_name] if field.comodel_name else []
    return " ".join([field.type, *target, *further])


def _shape(field: Field) -> tuple[str, bool, bool]:
    return storage.column_type(field), field.translate, field.company_dependent


def _same_place(step: Step, pair: Pair) -> bool:
    """Whether the same values mean the same as before, and stand in the same sort of place."""
    old, new = pair.before.field, pair.after.field
    if old.type == new.type or {old.type, new.type} == {"binary", "image"}:
        links = old.type in ("many2one", "many2many")
        attachments = storage.in_attachments(old) == storage.in_attachments(new)
        return attachments and _shape(old) == _shape(new) and (not links or step.same_target(pair))
    return False


def _within(old: Field, new: Field) -> Conversion | None:
    """The type stays: all that can become too narrow is a text."""
    if new.type == "char" and new.size and (not old.size or old.size > new.size):
        column = f"varchar({new.size})"
        longer = f"length(%(column)s) > {new.size}"
        return Conversion(Way.CUT, column, f"left(%(column)s, {new.size})", cut=longer)
    return None


def _sql_type(field: Field, column: str) -> str:
    if column == "varchar" and field.size:
        return f"varchar({field.size})"
    return column


def _converted(old: Field, new: Field) -> tuple[Way, str] | None:
    """Return how values come into another type, and their SQL."""
    if old.type == new.type and old.type in ("char", "text", "html", "float", "many2one"):
        plain = _storage_only(old, new)
        if plain is not None:
            return plain
    if old.type == new.type:
        return _per_company(old, new)
    if old.translate or new.translate or old.company_dependent or new.company_dependent:
        return None
    for rule in (_to_number, _to_text, _to_moment, _to_boolean, _to_selection):
        found = rule(old, new)
        if found is not None:
            return found
    return None


def _storage_only(old: Field, new: Field) -> tuple[Way, str] | None:
    """A text becomes translated or not, a number exact or not."""
    if old.company_dependent or new.company_dependent:
        return None
    if new.translate and not old.translate:
        return Way.IN_PLACE, (
            "CASE WHEN %(column)s IS NOT NULL"
            " THEN jsonb_build_object('en_US', %(column)s::varchar) END"
        )
    if old.translate and not new.translate:
        return Way.UNTRANSLATED, "%(column)s - 'en_US' != '{}'"
    if old.type == "float":
        return Way.IN_PLACE, f"%(column)s::{storage.column_type(new)}"
    return None


def _per_company(old: Field, new: Field) -> tuple[Way, str] | None:
    """What was for everyone is each company's, or the first company's is everyone's."""
    if old.company_dependent == new.company_dependent or old.translate or new.translate:
        return None
    if new.company_dependent:
        return Way.IN_PLACE, "CASE WHEN %(column)s IS NOT NULL THEN %(per_company)s END"
    column = storage.column_type(new)
    return Way.ANEW, f"(%(column)s->>%(first_company)s)::{column}"


def _to_number(old: Field, new: Field) -> tuple[Way, str] | None:
    if new.type not in _NUMBERS:
        return None
    column = "int4" if new.type == "integer" else storage.column_type(new)
    if old.type == "boolean":
        return Way.IN_PLACE, f"%(column)s::int::{column}"
    if old.type in _NUMBERS:
        exact = new.type != "integer"
        value = f"%(column)s::{column}" if exact else "round(%(column)s::numeric)::int4"
        return (Way.IN_PLACE if exact else Way.ANEW), value
    if old.type in _TEXTS:
        number = "btrim(%(column)s)::numeric"
        value = f"{number}::{column}" if new.type != "integer" else f"round({number})::int4"
        within = f" AND abs({number}) < 2147483647" if new.type == "integer" else ""
        nested = f"CASE WHEN {number} IS NOT NULL{within} THEN {value} END"
        return Way.ANEW, f"CASE WHEN {_IS_NUMBER} THEN {nested} END"
    return None


def _to_text(old: Field, new: Field) -> tuple[Way, str] | None:
    if new.type == "html":
        if old.type in _TEXTS:
            lines = f"replace({_ESCAPED}, E'\\n', '<br>')"
            return Way.ANEW, f"'<p>' || {lines} || '</p>'"
        return None
    if new.type not in ("char", "text"):
        return None
    way = Way.ANEW if new.size else Way.IN_PLACE
    column = _sql_type(new, storage.column_type(new))
    if old.type == "html":
        plain = "btrim(regexp_replace(%(column)s, '<[^>]*>', ' ', 'g'))"
        return Way.ANEW, f"({plain})::{column}"
    if old.type in _TEXTS | _NUMBERS | {"boolean", "date", "datetime"}:
        return way, f"%(column)s::{column}"
    return None


def _to_moment(old: Field, new: Field) -> tuple[Way, str] | None:
    if new.type not in ("date", "datetime"):
        return None
    column = storage.column_type(new)
    if old.type == "date":
        return Way.IN_PLACE, "%(column)s::timestamp"
    if old.type == "datetime":
        return Way.ANEW, "%(column)s::date"
    if old.type in ("char", "text"):
        whole = r"^.{10}([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$"
        value = "%(column)s" if new.type == "datetime" else "substr(%(column)s, 1, 10)"
        day = f"%(column)s ~ '{whole}' AND %(column)s ~ '{_DAY}'"
        nested = f"CASE WHEN {_IS_DAY} THEN {value}::{column} END"
        return Way.ANEW, f"CASE WHEN {day} THEN {nested} END"
    return None


def _to_boolean(old: Field, new: Field) -> tuple[Way, str] | None:
    if new.type != "boolean":
        return None
    if old.type in _NUMBERS:
        return Way.ANEW, "%(column)s != 0"
    if old.type in _TEXTS:
        low = "lower(btrim(%(column)s))"
        return Way.ANEW, (
            f"CASE WHEN {low} IN {_TRUE} THEN TRUE WHEN {low} IN {_FALSE} THEN FALSE END"
        )
    return None


def _to_selection(old: Field, new: Field) -> tuple[Way, str] | None:
    """Keep the values that are options of the new field, by value or by what people read."""
    if new.type != "selection" or old.type not in _TEXTS | {"integer", "boolean"}:
        return None
    if not new.selection:
        return None
    cases = []
    for option in new.selection:
        readable = f"lower({quoted(option.name)})"
        cases.append(
            f"WHEN %(column)s::varchar = {quoted(option.value)}"
            f" OR lower(%(column)s::varchar) = {readable} THEN {quoted(option.value)}"
        )
    return Way.ANEW, f"CASE {' '.join(cases)} END"


def quoted(value: str) -> str:
    """Return a text as SQL; percent signs are doubled, as Odoo's `SQL` wants them."""
    return "'" + value.replace("'", "''").replace("%", "%%") + "'"
