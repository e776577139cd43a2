"""What is wrong with the shape of a document, in the words of those who write one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from ..errors import Problem
from ..messages import Message, text
from .registry import collections

_AN_OBJECT = text("This must be an object: attributes in braces.")
_A_LIST = text("This must be a list.")
_A_NUMBER = text("This must be a whole number.")

#: pydantic's type of error → sentence, for those that need no values.
_SENTENCES: Mapping[str, Message] = {
    "base64": text("This must be the content of a file in base64."),
    "bool_parsing": text("This must be true or false."),
    "bool_type": text("This must be true or false."),
    "dict_type": _AN_OBJECT,
    "extra_forbidden": text("There is no such attribute; remove it or correct its name."),
    "int_from_float": _A_NUMBER,
    "int_parsing": _A_NUMBER,
    "int_parsing_size": _A_NUMBER,
    "int_type": _A_NUMBER,
    "list_type": _A_LIST,
    "missing": text("This attribute is required; add it."),
    "model_attributes_type": _AN_OBJECT,
    "model_type": _AN_OBJECT,
    "record_value": text(
        "A value is a text, a number, true, false or null, or an object that says what is meant: "
        '{"ref": "xml_id"}, {"refs": ["xml_id"]}, {"model": "a.model"}, {"json": [1]} or '
        '{"eval": "expression"}.'
    ),
    "string_type": text("This must be a text."),
    "too_long": text("This list has too many values."),
    "tuple_type": _A_LIST,
}


def shape_problems(error: ValidationError, data: dict[str, Any]) -> list[Problem]:
    """Return the problems that pydantic found in the data of a document."""
    return [Problem(_path(e["loc"], data), _sentence(e)) for e in error.errors()]


def _path(location: tuple[int | str, ...], data: Any) -> str:
    """Return a place as people write it: list positions become the names of the elements.

    In a list that several kinds share, pydantic says the kind after the position; people don't.
    """
    shared = {name for name, kinds in collections().items() if len(kinds) > 1}
    parts: list[str] = []
    value = data
    for at, step in enumerate(location):
        if at == 2 and location[0] in shared:
            continue
        if isinstance(step, int):
            inside = isinstance(value, (list, tuple)) and step < len(value)
            value = value[step] if inside else None
            parts[-1] += f"[{_ident(value, step)}]"
        else:
            value = value.get(step) if isinstance(value, dict) else None
            parts.append(step)
    return ".".join(parts) or "document"


def _ident(value: Any, position: int) -> str:
    if isinstance(value, dict):
        for name in ("xml_id", "name", "value"):
            if isinstance(value.get(name), str) and value[name]:
                return str(value[name])
    return str(position)


def _sentence(error: Any) -> Message:
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "missing" and isinstance(error["loc"][-1], int):
        return text("A value is missing here; add it.")
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    if kind == "literal_error":
        return text(
            "%(value)s is not allowed here; choose one of %(choices)s.",
            value=_shown(error["input"]),
            choices=context["expected"],
        )
    if kind == "union_tag_invalid":
        return text("`type` must be one of %(choices)s.", choices=context["expected_tags"])
    if kind == "union_tag_not_found":
        return text("It needs a `type`, which says what it is.")
    return text("%(cause)s; got %(value)s.", cause=error["msg"], value=_shown(error["input"]))


def _shown(value: object) -> str:
    return repr(value)[:60]
