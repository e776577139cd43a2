"""Search domains: built by Python's operators, read from and written in Odoo's prefix notation.

    (D("name").ilike("oil") | D("ref").is_set()) & ~(D("active") == False)

A domain is immutable. `&`, `|` and `~` join; `and`, `or` and `not` can't, and say so.
"""

from __future__ import annotations

import ast
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from ..connect.call import plain
from ..errors import FlowError
from ..messages import text

#: Operators of Odoo 19, each with the one that means its opposite; None where there is none.
#: That of `<` is not `>=`: a record without a value is in neither.
OPPOSITES: dict[str, str | None] = {
    "=": "!=",
    "!=": "=",
    "<": None,
    ">": None,
    "<=": None,
    ">=": None,
    "in": "not in",
    "not in": "in",
    "like": "not like",
    "not like": "like",
    "ilike": "not ilike",
    "not ilike": "ilike",
    "=like": "not =like",
    "not =like": "=like",
    "=ilike": "not =ilike",
    "not =ilike": "=ilike",
    "any": "not any",
    "not any": "any",
    "child_of": None,
    "parent_of": None,
    "=?": None,
}
_ALIASES = {"==": "=", "<>": "!="}
_TRUE, _FALSE = (1, "=", 1), (0, "=", 1)


class InvalidDomain(FlowError):
    """What was given is no domain. `path` names the place in it."""


class Domain(ABC):
    """Some condition on records."""

    def __and__(self, other: Domain) -> Domain:
        return And((self, other)) if isinstance(other, Domain) else NotImplemented

    def __or__(self, other: Domain) -> Domain:
        return Or((self, other)) if isinstance(other, Domain) else NotImplemented

    def __invert__(self) -> Domain:
        return Not(self)

    def __bool__(self) -> bool:
        raise TypeError("a domain is neither true nor false: join domains by &, | and ~")

    def __iter__(self) -> Iterator[Any]:
        return iter(self.to_list())

    @abstractmethod
    def to_list(self) -> list[Any]:
        """The domain in prefix notation: operators "&", "|", "!", and triples as lists."""

    @abstractmethod
    def normalized(self) -> Domain:
        """The shortest domain of the same meaning that these rules find: nested ands and ors are
        flat, negations stand at conditions (De Morgan) and within their operators where there is
        an opposite, constants are gone or all that there is.
        """

    @abstractmethod
    def negated(self) -> Domain:
        """The opposite, normalized."""

    @staticmethod
    def all_of(domains: Iterable[Domain]) -> Domain:
        """What is in every domain; everything if there is none."""
        return And(tuple(domains))

    @staticmethod
    def any_of(domains: Iterable[Domain]) -> Domain:
        """What is in at least one domain; nothing if there is none."""
        return Or(tuple(domains))

    @staticmethod
    def parse(items: Domain | Sequence[Any]) -> Domain:
        """A domain from prefix notation. Raises InvalidDomain."""
        return items if isinstance(items, Domain) else _parse(items)

    @staticmethod
    def parse_text(source: str) -> Domain:
        """A domain from the text of a list, as Python or JSON writes it. Only literals: nothing is
        executed, no name is looked up. Raises InvalidDomain.
        """
        try:
            items = _literal(source)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            raise InvalidDomain(
                "domain",
                text(
                    "%(domain)s is no list of literals; write it like [('name', '=', 'Anna')].",
                    domain=repr(source[:80]),
                ),
            ) from None
        return Domain.parse(items)


@dataclass(frozen=True)
class Constant(Domain):
    """Every record, or none."""

    value: bool

    def to_list(self) -> list[Any]:
        return [] if self.value else [list(_FALSE)]

    def normalized(self) -> Domain:
        return self

    def negated(self) -> Domain:
        return Constant(not self.value)


EVERYTHING = Constant(True)
NOTHING = Constant(False)


@dataclass(frozen=True)
class Condition(Domain):
    """One triple. `field` may be a path with dots. Sequences are kept as tuples, None is False."""

    field: str
    operator: str
    value: Any

    def __post_init__(self) -> None:
        operator = _ALIASES.get(self.operator, self.operator)
        if operator not in OPPOSITES:
            raise InvalidDomain(
                self.field,
                text(
                    "%(operator)s is no operator; use one of %(names)s.",
                    operator=repr(self.operator),
                    names=", ".join(OPPOSITES),
                ),
            )
        if not self.field or not isinstance(self.field, str):
            raise InvalidDomain(
                "domain", text("%(field)s is no name of a field.", field=repr(self.field))
            )
        object.__setattr__(self, "operator", operator)
        object.__setattr__(self, "value", _frozen(self.field, operator, self.value))

    def to_list(self) -> list[Any]:
        return [[self.field, self.operator, _thawed(self.value)]]

    def normalized(self) -> Domain:
        if isinstance(self.value, Domain):
            return Condition(self.field, self.operator, self.value.normalized())
        if self.value == () and self.operator in ("in", "not in"):
            return Constant(self.operator == "not in")
        return self

    def negated(self) -> Domain:
        normal = self.normalized()
        if not isinstance(normal, Condition):
            return normal.negated()
        opposite = OPPOSITES[normal.operator]
        # Along a path, "none of them is" and "one of them is not" differ.
        if opposite is None or "." in normal.field:
            return Not(normal)
        return Condition(normal.field, opposite, normal.value)


@dataclass(frozen=True)
class Not(Domain):
    """What is not in `domain`."""

    domain: Domain

    def to_list(self) -> list[Any]:
        return ["!", *_one(self.domain)]

    def normalized(self) -> Domain:
        return self.domain.negated()

    def negated(self) -> Domain:
        return self.domain.normalized()


@dataclass(frozen=True)
class _Many(Domain):
    domains: tuple[Domain, ...]

    _sign = ""
    #: What changes nothing when it is joined in, and what decides alone.
    _neutral = EVERYTHING
    _opposite: ClassVar[type[_Many]]

    def to_list(self) -> list[Any]:
        if not self.domains:
            return self._neutral.to_list()
        if len(self.domains) == 1:
            return self.domains[0].to_list()
        signs = [self._sign] * (len(self.domains) - 1)
        return [*signs, *(item for domain in self.domains for item in _one(domain))]

    def normalized(self) -> Domain:
        parts: list[Domain] = []
        for domain in self.domains:
            normal = domain.normalized()
            if normal == self._neutral.negated():
                return normal
            if isinstance(normal, type(self)):
                parts += normal.domains
            elif normal != self._neutral:
                parts.append(normal)
        unique = tuple(dict.fromkeys(parts))
        if len(unique) == 1:
            return unique[0]
        return type(self)(unique) if unique else self._neutral

    def negated(self) -> Domain:
        return self._opposite(tuple(domain.negated() for domain in self.domains)).normalized()


class And(_Many):
    """What is in all domains."""

    _sign = "&"


class Or(_Many):
    """What is in at least one domain."""

    _sign = "|"
    _neutral = NOTHING


And._opposite, Or._opposite = Or, And


class D:
    """A field, or path of fields, to make conditions of."""

    def __init__(self, field: str) -> None:
        self._field = field

    def _is(self, operator: str, value: Any) -> Condition:
        return Condition(self._field, operator, value)

    def __eq__(self, value: object) -> Condition:  # type: ignore[override]
        return self._is("=", value)

    def __ne__(self, value: object) -> Condition:  # type: ignore[override]
        return self._is("!=", value)

    __hash__ = None  # type: ignore[assignment]

    def __lt__(self, value: Any) -> Condition:
        return self._is("<", value)

    def __le__(self, value: Any) -> Condition:
        return self._is("<=", value)

    def __gt__(self, value: Any) -> Condition:
        return self._is(">", value)

    def __ge__(self, value: Any) -> Condition:
        return self._is(">=", value)

    def in_(self, values: Iterable[Any]) -> Condition:
        """The value is one of `values`; False among them stands for "not set".

        Raises InvalidDomain for a text.
        """
        return self._is("in", _listed(values))

    def not_in(self, values: Iterable[Any]) -> Condition:
        """The value is none of `values`."""
        return self._is("not in", _listed(values))

    def like(self, text: str) -> Condition:
        """The text is part of the value; `%` is any text, `_` any character."""
        return self._is("like", text)

    def not_like(self, text: str) -> Condition:
        """The opposite of `like`."""
        return self._is("not like", text)

    def ilike(self, text: str) -> Condition:
        """Like `like`, whatever the case."""
        return self._is("ilike", text)

    def not_ilike(self, text: str) -> Condition:
        """The opposite of `ilike`."""
        return self._is("not ilike", text)

    def matches(self, pattern: str) -> Condition:
        """The whole value is like the pattern; `%` is any text, `_` any character."""
        return self._is("=like", pattern)

    def not_matches(self, pattern: str) -> Condition:
        """The opposite of `matches` (Odoo 19 and later)."""
        return self._is("not =like", pattern)

    def imatches(self, pattern: str) -> Condition:
        """Like `matches`, whatever the case."""
        return self._is("=ilike", pattern)

    def not_imatches(self, pattern: str) -> Condition:
        """The opposite of `imatches` (Odoo 19 and later)."""
        return self._is("not =ilike", pattern)

    def is_set(self) -> Condition:
        """There is a value."""
        return self._is("!=", False)

    def is_not_set(self) -> Condition:
        """There is no value."""
        return self._is("=", False)

    def equals_if_set(self, value: Any) -> Condition:
        """Equal to the value; everything if the value is False or None."""
        return self._is("=?", value)

    def any(self, domain: Domain | Sequence[Any]) -> Condition:
        """At least one related record is in the domain (Odoo 17 and later)."""
        return self._is("any", Domain.parse(domain))

    def not_any(self, domain: Domain | Sequence[Any]) -> Condition:
        """No related record is in the domain (Odoo 17 and later)."""
        return self._is("not any", Domain.parse(domain))

    def child_of(self, value: Any) -> Condition:
        """The record of that id, one of those ids, or below one of them."""
        return self._is("child_of", value)

    def parent_of(self, value: Any) -> Condition:
        """The record of that id, one of those ids, or above one of them."""
        return self._is("parent_of", value)


def _listed(values: Iterable[Any]) -> tuple[Any, ...]:
    """The values of a list. A text is none, though Python takes it for one of its letters."""
    if isinstance(values, str):
        raise InvalidDomain(
            "in", text("%(value)s is no list; write it like ['a', 'b'].", value=repr(values))
        )
    return tuple(values)


def _one(domain: Domain) -> list[Any]:
    """The list of a domain as one operand: an empty list is none, so "everything" is written."""
    return domain.to_list() or [list(_TRUE)]


def _literal(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return ast.literal_eval(text.strip())


def _parse(items: object) -> Domain:
    if not isinstance(items, list | tuple):
        raise InvalidDomain(
            "domain",
            text("%(items)s is no list; write it like [['name', '=', 'x']].", items=repr(items)),
        )
    stack: list[Domain] = []
    try:
        for place in range(len(items) - 1, -1, -1):
            item = items[place]
            if item == "!":
                stack.append(Not(stack.pop()))
            elif item == "&" or item == "|":
                first, second = stack.pop(), stack.pop()
                stack.append((And if item == "&" else Or)((first, second)))
            elif isinstance(item, Domain):
                stack.append(item)
            elif isinstance(item, list | tuple) and len(item) == 3:
                stack.append(_triple(item))
            else:
                raise InvalidDomain(
                    f"domain[{place}]",
                    text("%(item)s is neither a triple nor one of & | !.", item=repr(item)),
                )
    except IndexError:
        raise InvalidDomain(
            "domain", text("an operator lacks an operand; & and | take two, ! takes one.")
        ) from None
    if len(stack) == 1:
        return stack[0]
    return And(tuple(reversed(stack)))


def _triple(item: Sequence[Any]) -> Domain:
    field, operator, value = item
    if not isinstance(field, str):
        if tuple(item) == _TRUE:
            return EVERYTHING
        if tuple(item) == _FALSE:
            return NOTHING
    if operator in ("any", "not any") and not isinstance(value, Domain):
        value = _parse(value)
    if not isinstance(operator, str):
        raise InvalidDomain("domain", text("%(operator)s is no operator.", operator=repr(operator)))
    return Condition(field, operator, value)


def _frozen(field: str, operator: str, value: Any) -> Any:
    if operator in ("any", "not any"):
        if not isinstance(value, Domain):
            raise InvalidDomain(
                field,
                text(
                    "%(operator)s takes a domain, not %(value)s.",
                    operator=repr(operator),
                    value=repr(value),
                ),
            )
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(_frozen(field, "=", item) for item in value)
    if operator in ("in", "not in"):
        raise InvalidDomain(
            field,
            text(
                "%(operator)s takes a list, not %(value)s.",
                operator=repr(operator),
                value=repr(value),
            ),
        )
    if value is None:
        return False
    if isinstance(value, date | datetime):
        return plain(value)
    if not isinstance(value, str | int | float):
        raise InvalidDomain(
            field, text("a %(type)s can't stand in a domain.", type=type(value).__name__)
        )
    return value


def _thawed(value: Any) -> Any:
    if isinstance(value, Domain):
        return value.to_list()
    return list(value) if isinstance(value, tuple) else value
