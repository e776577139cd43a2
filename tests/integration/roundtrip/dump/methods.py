"""What the classes of a module's models say besides fields: attributes, methods, SQL objects.

Python is compared by its syntax tree: blanks and comments mean nothing in it.
"""

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from odoo.fields import Field

from .definitions import classes
from .identity import Identities
from .python_values import told
from .syntax import body_of, statement

_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
#: Of a class, what decides about its model even where the class doesn't say it.
_ALWAYS = ("_name", "_inherit", "_abstract", "_transient", "_auto")


def dump(env: Any, module: str, known: Identities) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {"method": {}, "class": {}, "sql object": {}}
    for cls in classes(module):
        model = _new(found["class"], cls._name)
        found["class"][model] = _attributes(cls, module)
        for name, node in _functions(cls):
            found["method"][_new(found["method"], f"{model}.{name}")] = {
                **body_of(node),
                **_runtime(vars(cls)[name], module),
            }
        for sql in cls._table_object_definitions:
            found["sql object"][f"{model}.{sql.name}"] = {
                "class": type(sql).__name__,
                "definition": _definition(sql, env),
                "message": told(sql.message, module),
            }
    return found


def _new(taken: dict[str, Any], name: str) -> str:
    """A second class of one model, or a second function of one name, is told from the first."""
    number = 1 + sum(1 for one in taken if one.partition(" #")[0] == name)
    return name if number == 1 else f"{name} #{number}"


def _attributes(cls: Any, module: str) -> dict[str, Any]:
    found = {name: told(getattr(cls, name, None), module) for name in _ALWAYS}
    others: list[str] = []
    for node in _class(cls).body:
        names = _assigned(node)
        for name in names:
            value = vars(cls).get(name)
            if not isinstance(value, Field) and value not in cls._table_object_definitions:
                found[name] = told(getattr(cls, name, None), module)
        if not names and not isinstance(node, _FUNCTION):
            others.append(statement(node))
    return {**found, "(other statements)": others}


def _functions(cls: Any) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in _class(cls).body:
        if isinstance(node, _FUNCTION) and node.name in vars(cls):
            yield node.name, node


def _runtime(value: Any, module: str) -> dict[str, Any]:
    """What decorators left on a function, and what the names mean that it takes from its module."""
    if isinstance(value, property):
        value = value.fget
    function = inspect.unwrap(getattr(value, "__func__", value))
    if not isinstance(function, FunctionType):
        return {"(kind)": type(function).__name__}
    attributes = {f"({name})": told(one, module) for name, one in vars(function).items()}
    return {**attributes, "(names)": _meanings(function, module)}


def _meanings(function: FunctionType, module: str) -> dict[str, Any]:
    return {
        name: _meaning(function.__globals__[name], module)
        for name in sorted(_names(function.__code__))
        if name in function.__globals__
    }


def _meaning(value: Any, module: str) -> Any:
    named = isinstance(value, type) or inspect.isroutine(value)
    if named and value.__module__ and value.__module__.startswith(f"odoo.addons.{module}."):
        return f"{module}: {value.__qualname__}"
    return told(value, module)


def _names(code: CodeType) -> set[str]:
    inner = (one for one in code.co_consts if isinstance(one, CodeType))
    return set(code.co_names).union(*map(_names, inner))


def _definition(sql: Any, env: Any) -> str:
    return " ".join((sql.get_definition(env.registry) or "").split())


def _assigned(node: ast.stmt) -> list[str]:
    targets = {ast.Assign: "targets", ast.AnnAssign: "target"}
    if type(node) not in targets:
        return []
    found = getattr(node, targets[type(node)])
    return [one.id for one in (found if isinstance(found, list) else [found]) if hasattr(one, "id")]


def _class(cls: type) -> ast.ClassDef:
    """The part of the syntax tree that a class was made of."""
    found = [
        node
        for node in ast.walk(_tree(sys.modules[cls.__module__].__file__ or ""))
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__
    ]
    # Of two classes with one name in a file, the one with the same attributes.
    return next(
        (one for one in found if {*_defined(one)} <= {*vars(cls)}),
        found[0],
    )


def _defined(node: ast.ClassDef) -> Iterator[str]:
    for inner in node.body:
        yield from [inner.name] if isinstance(inner, _FUNCTION) else _assigned(inner)


@cache
def _tree(file: str) -> ast.Module:
    return ast.parse(Path(file).read_bytes())
