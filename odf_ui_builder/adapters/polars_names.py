"""What scripts can call in the polars that is installed, for completion in the editor."""

from functools import cache

import polars as pl

#: Namespaces of an expression: `pl.col("name").str.…`.
_NAMESPACES = ("str", "dt", "list", "struct", "cat", "bin", "arr", "name")


@cache
def names():
    """Public names by where they stand: `functions` of polars, methods of a `frame` and of an
    `expression`, and those of the `namespaces` of an expression.
    """
    expression = pl.col("name")
    return {
        "functions": _public(pl),
        "frame": _public(pl.DataFrame),
        "expression": _public(pl.Expr),
        "namespaces": {name: _public(getattr(expression, name)) for name in _NAMESPACES},
    }


def _public(owner):
    return [name for name in dir(owner) if not name.startswith("_")]
