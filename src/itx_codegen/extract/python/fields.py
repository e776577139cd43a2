"""Fields of a model's class, with every argument."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import ValidationError

from ...ir.kinds.field import Field, FieldType
from ...messages import Message, text
from ...render.kinds.field import arguments, field_class
from ...render.literals import UnwritableError, literal
from ..draft import Raw
from .lines import Lines
from .values import NoValueError, same_expression, value_of

_TYPES: Mapping[str, str] = {field_class(one): one for one in get_args(FieldType)}

#: The arguments that may stand without their name, by class of field.
POSITIONAL: Mapping[str, tuple[str, ...]] = {
    "many2one": ("comodel_name", "string"),
    "one2many": ("comodel_name", "inverse_name", "string"),
    "many2many": ("comodel_name", "relation", "column1", "column2", "string"),
    "selection": ("selection", "string"),
    "reference": ("selection", "string"),
    "float": ("string", "digits"),
    "monetary": ("string", "currency_field"),
}

#: Arguments that have another name in an element.
_RENAMED = {"copy": "copied", "relation": "relation_table"}

#: Attributes of an element that are no argument of that name.
_NO_ARGUMENT = frozenset(
    {"uid", "name", "type", "arguments", "copied", "relation_table", "index_type", "precision"}
    | {"default_expression"}
)


def field_call(node: ast.expr) -> ast.Call | None:
    """Return the call that makes a field of a class that is known, None for anything else."""
    return node if isinstance(node, ast.Call) and ast.unparse(node.func) in _TYPES else None


def field(name: str, node: ast.Call, lines: Lines) -> Raw | Message:
    """Return the element of a field, or why there can be none.

    An argument becomes an attribute of the element where that writes the same expression again;
    else its source is kept under `arguments`.
    """
    kind = _TYPES[ast.unparse(node.func)]
    given = _given(kind, node)
    if given is None:
        return text("Its arguments are known only when it runs.")
    raw: Raw = {"name": name, "type": kind}
    for argument, value in given.items():
        said = _said(raw, argument, value, lines)
        if said:
            raw |= said
        else:
            raw.setdefault("arguments", {})[argument] = lines.value(value)
    for argument in _unsaid(raw, given):
        raw.setdefault("arguments", {})[argument] = lines.value(given[argument])
    return raw


def _unsaid(raw: Raw, given: Mapping[str, ast.expr]) -> Iterable[str]:
    """Return the arguments that go without saying beside the others, but were said."""
    try:
        written = arguments(Field.model_validate(raw), ",".join)
    except (ValidationError, UnwritableError):
        # What is wrong with the whole is told where the document is checked.
        return ()
    return [argument for argument in given if argument not in written]


def _given(kind: str, node: ast.Call) -> dict[str, ast.expr] | None:
    names = POSITIONAL.get(kind, ("string",))
    unpacked = any(isinstance(one, ast.Starred) for one in node.args)
    if unpacked or len(node.args) > len(names) or any(one.arg is None for one in node.keywords):
        return None
    named = {one.arg or "": one.value for one in node.keywords}
    return {**dict(zip(names, node.args, strict=False)), **named}


def _said(raw: Raw, argument: str, value: ast.expr, lines: Lines) -> Raw:
    """Return the attributes that say an argument; none where the element can't say it so."""
    try:
        said = _attributes(argument, value, lines)
        if not said:
            return {}
        node = Field.model_validate({"name": raw["name"], "type": raw["type"], **said})
        written = arguments(node, ",".join)
        if set(written) != {argument}:
            return {}
        same = same_expression(literal(written[argument]).source, value)
    except (NoValueError, ValidationError, UnwritableError):
        return {}
    return said if same else {}


def _attributes(argument: str, value: ast.expr, lines: Lines) -> dict[str, Any]:
    """Return the attributes that might say an argument. Raises NoValueError."""
    if argument == "default" and isinstance(value, ast.Lambda):
        return {"default_expression": lines.value(value.body)}
    attribute = _RENAMED.get(argument, argument)
    if argument in _NO_ARGUMENT or attribute not in Field.model_fields:
        return {}
    held = value_of(value)
    if argument == "selection":
        return {"selection": _options(held)}
    if argument == "index" and isinstance(held, str):
        return {"index_type": held}
    if argument == "digits" and isinstance(held, str):
        return {"precision": held}
    if argument in ("domain", "context") and not isinstance(held, str):
        return {attribute: lines.value(value)}
    if argument == "default" and held is None:
        return {}
    return {attribute: held}


def _options(held: Any) -> list[Raw]:
    """Return the options of a selection. Raises NoValueError for what is no list of pairs."""
    if not isinstance(held, list) or not all(
        isinstance(one, tuple) and len(one) == 2 and all(isinstance(part, str) for part in one)
        for one in held
    ):
        raise NoValueError(repr(held))
    if len({value for value, _name in held}) < len(held):
        raise NoValueError(repr(held))
    return [{"value": value, "name": name} for value, name in held]
