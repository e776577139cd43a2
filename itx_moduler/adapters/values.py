"""One attribute of the document ↔ one column of a record, side by side."""

import json
import typing
from functools import cache

from odoo.exceptions import ValidationError
from pydantic import JsonValue

from itx_codegen.messages import text

from . import kinds
from .messages import translated

_INTEGERS = range(-(2**31), 2**31)


def to_column(annotation, value):
    """Return what a record keeps for an attribute's value.

    Raises ValueError with a Message for a value that the database can't keep.
    """
    return _converter(annotation)[0](value)


def from_column(annotation, value):
    """Return the attribute's value for what a record keeps; the inverse of `to_column`.

    Raises ValueError with a Message for a text that doesn't stand for such a value.
    """
    return _converter(annotation)[1](value)


def check_readable(model, vals):
    """Raise ValidationError where `vals` (as for `write`) hold a text that means nothing."""
    node = kinds.node_class(model)
    if node is None:
        return
    for attribute, name in kinds.attribute_fields(model).items():
        if name not in vals:
            continue
        try:
            from_column(node.model_fields[attribute].annotation, vals[name])
        except ValueError as error:
            label = model.fields_get([name], ["string"]).get(name, {}).get("string", name)
            raise ValidationError(
                model.env._(
                    "%(field)s: %(problem)s",
                    field=label,
                    problem=translated(model.env, error.args[0]),
                )
            ) from error


@cache
def _converter(annotation):
    if annotation is JsonValue:
        return _json_to_column, _json_from_column
    arguments = typing.get_args(annotation)
    origin = typing.get_origin(annotation)
    if type(None) in arguments:
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _OPTIONAL[inner]
    if origin is typing.Literal:
        return _PLAIN[str]
    if origin is dict:
        return _object_to_column, _object_from_column
    return _PLAIN[annotation]


def _text_from_column(value):
    return value.decode("ascii") if isinstance(value, bytes) else value or ""


def _real_from_column(value):
    return float(value or 0)


def _number_to_column(value):
    if value not in _INTEGERS:
        raise ValueError(text("%(value)s is too big; write a smaller number.", value=value))
    return value


def _number_from_column(value):
    return int(value or 0)


def _optional_number_to_column(value):
    if value == 0:
        raise ValueError(text("Zero is the same as none here; leave it out."))
    return value is not None and _number_to_column(value)


def _optional_number_from_column(value):
    return value or None


def _optional_bool_to_column(value):
    return {True: "yes", False: "no", None: False}[value]


def _optional_bool_from_column(value):
    return {"yes": True, "no": False}.get(value)


def _names_to_column(names):
    for name in names:
        if "," in name or name != name.strip() or not name:
            raise ValueError(
                text("%(name)s is no name; write names without commas and blanks.", name=repr(name))
            )
    return ", ".join(names)


def _names_from_column(value):
    return [name.strip() for name in (value or "").split(",") if name.strip()]


def _pair_to_column(pair):
    return pair is not None and ", ".join(str(_number_to_column(number)) for number in pair)


def _pair_from_column(value):
    if not value:
        return None
    try:
        first, second = (int(part) for part in value.split(","))
    except ValueError as error:
        raise ValueError(
            text("%(value)s are not two numbers; write for example 9, 6.", value=value)
        ) from error
    return [first, second]


def _json_to_column(value):
    return value is not None and json.dumps(value, ensure_ascii=False)


def _json_from_column(value):
    """Return the value; a text that is no JSON is the text itself: people leave the quotes out."""
    if not value:
        return None
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def _object_to_column(value):
    return bool(value) and json.dumps(value, ensure_ascii=False, indent=2)


def _object_from_column(value):
    if not value or not value.strip():
        return {}
    try:
        found = json.loads(value)
    except json.JSONDecodeError as error:
        raise ValueError(
            text(
                "This is no JSON: %(cause)s (line %(line)s, column %(column)s).",
                cause=error.msg,
                line=error.lineno,
                column=error.colno,
            )
        ) from error
    if not isinstance(found, dict):
        raise ValueError(text('Write names and values in braces, for example {"name": "value"}.'))
    return found


def _rows_to_column(rows):
    """Keep bare texts for rows of one text, which is what people read and write."""
    bare = [row[0] if len(row) == 1 else list(row) for row in rows]
    return bool(bare) and json.dumps(bare, ensure_ascii=False, indent=0)


def _rows_from_column(value):
    if not value:
        return []
    try:
        found = json.loads(value)
    except json.JSONDecodeError:
        found = None
    if not isinstance(found, list):
        raise ValueError(text("Write pieces as a JSON list of texts and lists of texts."))
    return [[row] if isinstance(row, str) else row for row in found]


_PLAIN = {
    str: (str, _text_from_column),
    bool: (bool, bool),
    int: (_number_to_column, _number_from_column),
    float: (float, _real_from_column),
    tuple[str, ...]: (_names_to_column, _names_from_column),
    tuple[tuple[str, ...], ...]: (_rows_to_column, _rows_from_column),
}

_OPTIONAL = {
    bool: (_optional_bool_to_column, _optional_bool_from_column),
    int: (_optional_number_to_column, _optional_number_from_column),
    tuple[int, int]: (_pair_to_column, _pair_from_column),
}
