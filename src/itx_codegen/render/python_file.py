"""Python files of which a person wrote the parts."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..source import parsed
from .literals import Import
from .python_source import body, import_lines


def headed(head: str, imports: Iterable[Import]) -> str:
    """Return what stands above the code of a file: `head`, and the imports that it lacks.

    They come after what must be first in a file: its docstring and `from __future__` imports.
    Raises UnwritableError where `head` is no Python.
    """
    own = body(head).strip("\n") if head.strip() else ""
    tree = parsed(own)
    lines = own.split("\n") if own else []
    first = _first_free_line(tree)
    missing = [one for one in imports if one not in _imported(tree)]
    blocks = ["\n".join(block) for block in import_lines(missing)]
    parts = ["\n".join(lines[:first]), *blocks, "\n".join(lines[first:])]
    return "\n\n".join(part for part in parts if part.strip())


def _first_free_line(tree: ast.Module) -> int:
    """Return after how many lines an import may stand."""
    end = 0
    for place, node in enumerate(tree.body):
        is_docstring = place == 0 and ast.get_docstring(tree, clean=False) is not None
        is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not (is_docstring or is_future):
            break
        end = node.end_lineno or node.lineno
    return end


def _imported(tree: ast.Module) -> set[Import]:
    """Return what a file imports under its own name already."""
    found = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            found |= {Import(alias.name) for alias in node.names if alias.asname is None}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [alias.name for alias in node.names if alias.asname is None]
            found |= {Import(node.module or "", name) for name in names}
    return found
