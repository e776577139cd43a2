"""Python files of which a person wrote the parts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence

from ..source import parsed, physical_lines
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


def with_imports(source: str, imports: Iterable[Import]) -> str:
    """Return a file that imports these names too, where it does not know them yet.

    A name joins the import of its module where that is on one line, else it comes behind the last
    import.
    """
    tree = parsed(source.removeprefix("\ufeff"))
    known = _bound(tree)
    missing = [one for one in imports if (one.name or one.module.partition(".")[0]) not in known]
    lines = physical_lines(source)
    ending = "\r\n" if "\r\n" in source else "\n"
    rest = []
    for one in sorted(missing):
        at = _import_of(tree, one.module, lines) if one.name else None
        if at is None:
            rest.append(one)
        else:
            names = [*lines[at].partition(" import ")[2].strip().split(", "), one.name]
            lines[at] = f"from {one.module} import {', '.join(sorted(names))}{ending}"
    imported = [one for one in tree.body if isinstance(one, (ast.Import, ast.ImportFrom))]
    after = (imported[-1].end_lineno or 0) if imported else _first_free_line(tree)
    lines[after:after] = [f"{line}{ending}" for block in import_lines(rest) for line in block]
    return "".join(lines)


def only_imports(source: str) -> bool:
    """Tell whether a file does nothing but import names."""
    body = parsed(source.removeprefix("\ufeff")).body
    return all(isinstance(one, (ast.Import, ast.ImportFrom)) for one in body)


def _import_of(tree: ast.Module, module: str, lines: Sequence[str]) -> int | None:
    """Return the position of the one line `from module import a, b`, if there is one."""
    for one in tree.body:
        if isinstance(one, ast.ImportFrom) and one.module == module and not one.level:
            line = lines[one.lineno - 1]
            plain = re.fullmatch(r"from [\w.]+ import \w+(, \w+)*\s*", line)
            if plain is not None and one.lineno == one.end_lineno:
                return one.lineno - 1
    return None


def _bound(tree: ast.Module) -> set[str]:
    """Return the names that a file gives to something at its top."""
    found = set()
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        else:
            found |= {
                name.id
                for name in ast.walk(node)
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
            }
    return found


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
