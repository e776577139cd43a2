"""All kinds on one page, for people: made from the kinds themselves."""

from __future__ import annotations

import inspect
import json
import re
import typing
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from .node import Impact, Node, Side
from .registry import all_kinds, collections
from .roles import DomainOn, FieldPaths, ModelRef, OnModel, PythonOn, XmlIdRef

_INTRODUCTION = """# Kinds of elements

Every kind that a [module document](module-document.md) can hold, with its attributes.
`bin/itx kinds` prints this page; a test holds it to the code.
"""
_SIDES = {
    Side.BOTH: "lives in a database and in the exported module",
    Side.LIVE: "lives in a database only",
    Side.EXPORT: "in the exported module only; the plan says so",
}
_REFERENCES: tuple[tuple[type, str], ...] = (
    (ModelRef, "model"),
    (XmlIdRef, "XML id"),
    (DomainOn, "domain"),
    (FieldPaths, "path of fields"),
    (PythonOn, "Python"),
)


def kinds_page() -> str:
    """Return the page as Markdown: the kinds of the document's lists, then those inside them."""
    inside = [kind for kind in all_kinds().values() if not kind.collection]
    parts = [_INTRODUCTION]
    for name, kinds in collections().items():
        parts += [_kind(kind, f"in the list `{name}`") for kind in kinds]
    parts += [_kind(kind, "in its place inside another element") for kind in inside]
    return "\n".join(parts)


def _kind(kind: type[Node], place: str) -> str:
    about = inspect.getdoc(kind) or ""
    lives = "said by other kinds in both" if kind.short else _SIDES[kind.side]
    removal = ""
    if kind.removed is Impact.DESTRUCTIVE:
        removal = " Removing it can destroy data, which has to be accepted in the plan."
    table = "\n".join(_rows(kind))
    return (
        f"## {kind.label}\n\n`{kind.kind}`, {place}; {lives}.{removal}\n\n{about}\n\n"
        f"| attribute | holds | default |\n| --- | --- | --- |\n{table}\n"
    )


def _rows(kind: type[Node]) -> Iterator[str]:
    children = kind.child_kinds()
    for name, info in kind.model_fields.items():
        if name == "uid":
            continue
        if name in children:
            yield f"| `{name}` | elements: {children[name].label} | none |"
        else:
            yield f"| `{name}` | {_holds(info)} | {_default(info)} |"


def _holds(info: FieldInfo) -> str:
    for role in info.metadata:
        for known, shown in _REFERENCES:
            if isinstance(role, known):
                return shown
        if isinstance(role, OnModel):
            return re.sub(r"(?<!^)(?=[A-Z])", " ", type(role).__name__.removesuffix("On")).lower()
    return _type(info.annotation)


def _type(annotation: object) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{value}`" for value in arguments if value)
    if origin is tuple:
        return "two numbers" if arguments == (int, int) else "names"
    if origin is dict:
        return "object"
    if type(None) in arguments:
        return _type(next(one for one in arguments if one is not type(None)))
    return {str: "text", bool: "true or false", int: "number"}.get(
        typing.cast(type, annotation), "JSON"
    )


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "**required**"
    value = info.get_default(call_default_factory=True)
    if value in ("", None, (), {}):
        return ""
    return f"`{json.dumps(value)}`"
