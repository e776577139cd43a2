"""What the methods of recordsets take: which argument names fields, and how."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import NamedTuple


class Takes(Enum):
    """How an argument names fields."""

    NOTHING = auto()
    DOMAIN = auto()
    PATHS = auto()  #: a path or a list of paths, perhaps as `amount:sum` or `date:month`
    ORDER = auto()  #: `name desc, id`
    FUNCTION = auto()  #: a function of a record, or what stands for one: a path, an order
    VALUES = auto()  #: field → value, or a list of such dicts


class Argument(NamedTuple):
    """An argument as it is called, and how it names fields."""

    value: ast.expr
    takes: Takes


_DOMAIN, _PATHS, _ORDER = Takes.DOMAIN, Takes.PATHS, Takes.ORDER
_SLICE = {"offset": Takes.NOTHING, "limit": Takes.NOTHING}

#: method → its parameters in order (`odoo.orm.models.BaseModel`), as far as they name fields.
_PARAMETERS: Mapping[str, Mapping[str, Takes]] = {
    "_read_group": {
        "domain": _DOMAIN,
        "groupby": _PATHS,
        "aggregates": _PATHS,
        "having": _DOMAIN,
        **_SLICE,
        "order": _ORDER,
    },
    "copy": {"default": Takes.VALUES},
    "copy_data": {"default": Takes.VALUES},
    "create": {"vals_list": Takes.VALUES},
    "default_get": {"fields": _PATHS},
    "fetch": {"field_names": _PATHS},
    "fields_get": {"allfields": _PATHS},
    "filtered": {"func": Takes.FUNCTION},
    "filtered_domain": {"domain": _DOMAIN},
    "flush_model": {"fnames": _PATHS},
    "flush_recordset": {"fnames": _PATHS},
    "grouped": {"key": Takes.FUNCTION},
    "invalidate_model": {"fnames": _PATHS},
    "invalidate_recordset": {"fnames": _PATHS},
    "mapped": {"func": Takes.FUNCTION},
    "modified": {"fnames": _PATHS},
    "new": {"values": Takes.VALUES},
    "read": {"fields": _PATHS},
    "search": {"domain": _DOMAIN, **_SLICE, "order": _ORDER},
    "search_count": {"domain": _DOMAIN},
    "search_fetch": {"domain": _DOMAIN, "field_names": _PATHS, **_SLICE, "order": _ORDER},
    "search_read": {"domain": _DOMAIN, "fields": _PATHS, **_SLICE, "order": _ORDER},
    "sorted": {"key": Takes.FUNCTION},
    "update": {"values": Takes.VALUES},
    "write": {"vals": Takes.VALUES},
}


def arguments(method: str, call: ast.Call) -> Iterator[Argument]:
    """Yield the arguments of a call of a recordset's method that name fields."""
    parameters = _PARAMETERS.get(method, {})
    for takes, value in zip(parameters.values(), call.args, strict=False):
        yield Argument(value, takes)
    for keyword in call.keywords:
        if keyword.arg is not None and keyword.arg in parameters:
            yield Argument(keyword.value, parameters[keyword.arg])
