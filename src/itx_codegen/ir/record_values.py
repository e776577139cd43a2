"""What a field of a data record can be given."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, JsonValue, WithJsonSchema
from pydantic_core import PydanticCustomError

_NAME = {"type": "string"}
_NAMES = {"type": "array", "items": _NAME}


def _one(key: str, held: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": {key: held},
        "required": [key],
        "additionalProperties": False,
    }


_SCHEMA = {
    "anyOf": [
        *({"type": scalar} for scalar in ("string", "integer", "number", "boolean", "null")),
        _one("ref", _NAME, "the record with this XML id"),
        _one("refs", _NAMES, "just the records with these XML ids, in a one2many or many2many"),
        _one("model", _NAME, "the record of `ir.model` of this model"),
        _one("json", {}, "a list or mapping, in a field of type json"),
        _one("eval", _NAME, "an expression of Odoo's data files; only in the exported module"),
    ]
}
_HELD = {"ref": str, "refs": list, "model": str, "json": object, "eval": str}


def _checked(value: JsonValue) -> JsonValue:
    if not isinstance(value, (dict, list)):
        return value
    if isinstance(value, dict) and len(value) == 1:
        ((key, held),) = value.items()
        names = held if key == "refs" and isinstance(held, list) else ()
        if isinstance(held, _HELD.get(key, ())) and all(isinstance(name, str) for name in names):
            return value
    raise PydanticCustomError(
        "record_value",
        "This is no value of a field",
    )


#: A scalar, or an object with one key that says what is meant (see `_SCHEMA`).
Value = Annotated[JsonValue, AfterValidator(_checked), WithJsonSchema(_SCHEMA)]

_REF_CALL = re.compile(r"""\bref\(\s*['"]([^'"]+)['"]""")


def kind_of(value: Any) -> str:
    """Return the key that says what a value is; empty for a scalar."""
    return next(iter(value)) if isinstance(value, dict) else ""


def references(value: Any) -> tuple[str, ...]:
    """Return the XML ids that a value refers to, as they are written."""
    kind = kind_of(value)
    if kind == "ref":
        return (value["ref"],)
    if kind == "refs":
        return tuple(value["refs"])
    return tuple(_REF_CALL.findall(value["eval"])) if kind == "eval" else ()


def renamed(
    value: Any, xml_id: Callable[[str], str], model: Callable[[str], str] | None = None
) -> Any:
    """Return a value with its XML ids and its model in other names; expressions stay."""
    kind = kind_of(value)
    if kind == "ref":
        return {"ref": xml_id(value["ref"])}
    if kind == "refs":
        return {"refs": [xml_id(name) for name in value["refs"]]}
    if kind == "model" and model is not None:
        return {"model": model(value["model"])}
    return value


def normal(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values in the form in which they are compared: linked records are a set."""
    return {
        name: {"refs": sorted(set(value["refs"]))} if kind_of(value) == "refs" else value
        for name, value in values.items()
    }


#: What Odoo's loader of data files knows by name (`odoo.tools.convert._get_eval_context`).
EXPRESSION_NAMES = frozenset(
    {
        "Command",
        "DateTime",
        "datetime",
        "obj",
        "pytz",
        "ref",
        "relativedelta",
        "time",
        "timedelta",
        "version",
    }
)


def unknown_names(expression: ast.expr) -> Iterator[str]:
    """Yield the names of an expression that neither Odoo's loader nor Python knows."""
    nodes = [node for node in ast.walk(expression) if isinstance(node, ast.Name)]
    own = {node.id for node in nodes if isinstance(node.ctx, ast.Store)}
    for node in nodes:
        if node.id not in own | EXPRESSION_NAMES | _BUILTINS:
            yield node.id


#: The functions that `odoo.tools.safe_eval` leaves to expressions, as far as data files use them.
_BUILTINS = frozenset(
    {
        "abs",
        "all",
        "any",
        "bool",
        "dict",
        "enumerate",
        "filter",
        "float",
        "int",
        "isinstance",
        "len",
        "list",
        "map",
        "max",
        "min",
        "range",
        "reduce",
        "repr",
        "reversed",
        "round",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
        "zip",
    }
)
