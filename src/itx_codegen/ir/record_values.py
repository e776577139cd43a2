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


def _one(key: str, held: dict[str, Any], description: str, *optional: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": {key: held, **dict.fromkeys(optional, _NAME)},
        "required": [key],
        "additionalProperties": False,
    }


_ON = "`on` names the model that it is about, where the field does not"
_SCHEMA = {
    "anyOf": [
        *({"type": scalar} for scalar in ("string", "integer", "number", "boolean", "null")),
        _one("ref", _NAME, "the record with this XML id"),
        _one("refs", _NAMES, "just the records with these XML ids, in a one2many or many2many"),
        _one("model", _NAME, "the record of `ir.model` of this model"),
        _one("json", {}, "a list or mapping, in a field of type json"),
        _one("html", _NAME, "well-formed markup in a field of type html"),
        _one("xml", _NAME, "XML, as in the arch of a view"),
        _one("eval", _NAME, f"an expression of Odoo's data files; {_ON}", "on"),
        _one("search", _NAME, f"what a domain finds; {_ON}", "on"),
        _one("file", _NAME, "the content of this file of a module, in a binary field"),
        _one("text_file", _NAME, "the text of this file of a module"),
        _one(
            "records",
            {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "xml_id": _NAME,
                        "model": _NAME,
                        "values": {"type": "object"},
                    },
                    "required": ["model"],
                    "additionalProperties": False,
                },
            },
            "records that stand in this one2many",
        ),
    ]
}
_HELD = {
    "ref": str,
    "refs": list,
    "model": str,
    "json": object,
    "html": str,
    "xml": str,
    "eval": str,
    "search": str,
    "file": str,
    "text_file": str,
    "records": list,
}
#: Kinds of values that are known only while a module is being installed.
ONLY_IN_FILES = frozenset({"eval", "search", "file", "text_file", "records"})


def _checked(value: JsonValue) -> JsonValue:
    if not isinstance(value, (dict, list)):
        return value
    if isinstance(value, dict) and _is_object(value):
        return value
    raise PydanticCustomError(
        "record_value",
        "This is no value of a field",
    )


def _is_object(value: dict[str, JsonValue]) -> bool:
    kind = kind_of(value)
    held = value.get(kind)
    if not isinstance(held, _HELD.get(kind, ())) or not isinstance(value.get("on", ""), str):
        return False
    if not set(value) <= {kind, *_BESIDE.get(kind, ())}:
        return False
    if kind == "refs" and isinstance(held, list):
        return all(isinstance(name, str) for name in held)
    if kind == "records" and isinstance(held, list):
        return all(map(_is_record, held))
    return True


_BESIDE = {"eval": ("on",), "search": ("on",)}


def _is_record(held: object) -> bool:
    """Tell whether it is what `records` holds: a model, perhaps an XML id, and values."""
    if not isinstance(held, dict) or not {"model"} <= set(held) <= {"xml_id", "model", "values"}:
        return False
    values = held.get("values", {})
    named = isinstance(held["model"], str) and isinstance(held.get("xml_id", ""), str)
    if not named or not isinstance(values, dict):
        return False
    for value in values.values():
        _checked(value)
    return True


#: A scalar, or an object with one key that says what is meant (see `_SCHEMA`).
Value = Annotated[JsonValue, AfterValidator(_checked), WithJsonSchema(_SCHEMA)]

_REF_CALL = re.compile(r"""\bref\(\s*['"]([^'"]+)['"]""")


def kind_of(value: Any) -> str:
    """Return the key that says what a value is; empty for a scalar."""
    return next((key for key in value if key != "on"), "") if isinstance(value, dict) else ""


def references(value: Any) -> tuple[str, ...]:
    """Return the XML ids that a value refers to, as they are written."""
    kind = kind_of(value)
    if kind == "ref":
        return (value["ref"],)
    if kind == "refs":
        return tuple(value["refs"])
    if kind == "records":
        inside = declared(value)
        found = (name for one in _below(value) for name in references(one))
        return tuple(name for name in found if name not in inside)
    return tuple(_REF_CALL.findall(value[kind])) if kind in ("eval", "search") else ()


def declared(value: Any) -> tuple[str, ...]:
    """Return the XML ids of the records that stand inside a value, those inside them included."""
    if kind_of(value) != "records":
        return ()
    own = [record["xml_id"] for record in value["records"] if record.get("xml_id")]
    return (*own, *(name for one in _below(value) for name in declared(one)))


def _below(value: Any) -> Iterator[Any]:
    for record in value["records"]:
        yield from record.get("values", {}).values()


def renamed(
    value: Any,
    xml_id: Callable[[str], str],
    model: Callable[[str], str] | None = None,
    field: Callable[[str, str], str] | None = None,
) -> Any:
    """Return a value with its XML ids, models and fields (of a model) in other names.

    Expressions stay.
    """
    kind = kind_of(value)
    if kind == "ref":
        return {"ref": xml_id(value["ref"])}
    if kind == "refs":
        return {"refs": [xml_id(name) for name in value["refs"]]}
    if kind == "model" and model is not None:
        return {"model": model(value["model"])}
    if kind == "records":
        return {"records": [_record_renamed(one, xml_id, model, field) for one in value["records"]]}
    return value


def _record_renamed(
    record: Mapping[str, Any],
    xml_id: Callable[[str], str],
    model: Callable[[str], str] | None,
    field: Callable[[str, str], str] | None,
) -> dict[str, Any]:
    on = record["model"]
    values = {
        field(on, name) if field is not None else name: renamed(held, xml_id, model, field)
        for name, held in record.get("values", {}).items()
    }
    return {**record, "model": model(on) if model is not None else on, "values": values}


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
