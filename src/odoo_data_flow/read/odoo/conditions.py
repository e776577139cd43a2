"""Domains as conditions of SQL, as far as they ask for values of columns."""

from __future__ import annotations

from typing import Any

from ...client.domain import And, Condition, Constant, Domain, Not, Or
from ...connect.database import literal
from ...errors import FlowError
from ...messages import text
from .metadata import Column
from .sql import Query

_COMPARED = ("<", "<=", ">", ">=")


def condition_of(domain: Domain, query: Query) -> str:
    """The condition that a record is in the domain, as the ORM means it: what is not set is equal
    to False, and different from every other value.

    Raises FlowError (path `domain`) for operators that need the ORM: patterns, hierarchies, lists.
    """
    if isinstance(domain, Constant):
        return "true" if domain.value else "false"
    if isinstance(domain, Not):
        return f"(NOT {condition_of(domain.domain, query)})"
    if isinstance(domain, And | Or):
        parts = [condition_of(part, query) for part in domain.domains]
        joined = (" AND " if isinstance(domain, And) else " OR ").join(parts)
        return f"({joined})" if parts else ("true" if isinstance(domain, And) else "false")
    if isinstance(domain, Condition):
        return _single(domain, query)
    raise FlowError("domain", text("%(domain)s can't be asked of a database.", domain=repr(domain)))


def _single(condition: Condition, query: Query) -> str:
    operator, value = condition.operator, condition.value
    if condition.field in ("1", "0") or isinstance(value, Domain):
        raise _unknown(condition)
    column, field = query.along(condition.field)
    if field.type in ("many2many", "one2many"):
        raise _unknown(condition)
    if operator in ("=", "!="):
        same = _equal(column, field, value, condition)
        return same if operator == "=" else f"(NOT {same})"
    if operator in ("in", "not in") and isinstance(value, tuple):
        parts = [_equal(column, field, one, condition) for one in value]
        among = f"({' OR '.join(parts)})" if parts else "false"
        return among if operator == "in" else f"(NOT {among})"
    if operator in _COMPARED and value is not False:
        return f"COALESCE({column} {operator} {_literal(value, condition)}, false)"
    raise _unknown(condition)


def _equal(column: str, field: Column, value: Any, condition: Condition) -> str:
    if isinstance(value, bool):
        if field.type == "boolean":
            return column if value else f"(NOT {column})"
        if value:
            raise _unknown(condition)
        if field.type in ("char", "text", "html"):
            return f"(COALESCE({column}, '') = '')"
        if field.type in ("integer", "float", "monetary"):
            return f"({column} = 0)"
        return f"({column} IS NULL)"
    return f"COALESCE({column} = {_literal(value, condition)}, false)"


def _literal(value: Any, condition: Condition) -> str:
    if isinstance(value, float):
        return f"{literal(repr(value))}::double precision"
    try:
        return literal(value)
    except ValueError as error:
        raise _unknown(condition) from error


def _unknown(condition: Condition) -> FlowError:
    return FlowError(
        "domain",
        text(
            "%(condition)s can't be asked of a database; compare values of columns by =, !=, <, "
            "<=, >, >=, in or not in, or analyse over RPC.",
            condition=repr(condition.to_list()[0]),
        ),
    )
