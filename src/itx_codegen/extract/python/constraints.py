"""Constraints and indexes of a model's class."""

from __future__ import annotations

import ast

from ...messages import Message, text
from ..draft import Raw
from .values import NoValueError, value_of

_TYPES = {
    "models.Constraint": "constraint",
    "models.Index": "index",
    "models.UniqueIndex": "unique_index",
}


def constraint_call(node: ast.expr) -> ast.Call | None:
    """Return the call that makes a constraint or an index, None for anything else."""
    return node if isinstance(node, ast.Call) and ast.unparse(node.func) in _TYPES else None


def constraint(name: str, node: ast.Call) -> Raw | Message:
    """Return the element of a constraint or an index, or why there can be none."""
    kind = _TYPES[ast.unparse(node.func)]
    names = ("definition",) if kind == "index" else ("definition", "message")
    try:
        values = [value_of(one) for one in node.args]
        named = {one.arg or "": value_of(one.value) for one in node.keywords}
    except NoValueError:
        return text("Its definition or message is known only when it runs.")
    given = {**dict(zip(names, values, strict=False)), **named}
    fits = len(values) <= len(names) and set(given) <= set(names)
    if not fits or not given.get("definition") or not name.startswith("_"):
        return text("It is not written as Odoo writes constraints.")
    if not all(isinstance(value, str) for value in given.values()):
        return text("Its definition or message is known only when it runs.")
    raw: Raw = {"name": name.removeprefix("_"), **given}
    return raw if kind == "constraint" else {**raw, "type": kind}
