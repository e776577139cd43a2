"""Expressions as values, and whether two texts say the same expression."""

from __future__ import annotations

import ast
from typing import Any

from ...ir.json_text import unstorable


class NoValueError(ValueError):
    """An expression has a value only when it runs, or one that no document can hold."""


def value_of(node: ast.expr) -> Any:
    """Return the value of a literal. Raises NoValueError for anything else."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError) as error:
        raise NoValueError(str(error)) from error
    if isinstance(value, (bytes, complex, set)) or next(unstorable(value), None) is not None:
        raise NoValueError(repr(value))
    return value


def same_expression(source: str, node: ast.expr) -> bool:
    """Tell whether a source is the same expression as one that stands in a file."""
    try:
        other = ast.parse(source, mode="eval").body
    except SyntaxError:
        return False
    return ast.dump(other) == ast.dump(node)
