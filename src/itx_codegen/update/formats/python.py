"""Python: statements of a file, and of its classes, by their names."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ..keyed import Merger, Piece, by_lines, by_pieces
from ..lines import lines_of, merge_lines
from ..renames import Renames

_LINE = 100


def pieces(text: str) -> list[Piece] | None:
    """Return the statements of a file; None where one has no line of its own."""
    module = parsed(text)
    if module is None:
        return None
    found = _statements(text, module.body, 0)
    if found is None:
        return None
    end = module.body[-1].end_lineno or 0 if module.body else 0
    rest = "".join(lines_of(text)[end:])
    return [*found, Piece("end", rest, by_lines)] if rest else found


def class_pieces(text: str) -> list[Piece] | None:
    """Return the head of a class and the statements in it; likewise."""
    module = parsed(text)
    if module is None or len(module.body) != 1 or not isinstance(module.body[0], ast.ClassDef):
        return None
    first = start_of(module.body[0].body[0])
    lines = lines_of(text)
    head = first - 1
    while head and (not lines[head - 1].strip() or lines[head - 1].lstrip().startswith("#")):
        head -= 1
    if head < module.body[0].lineno:
        return None
    found = _statements(text, module.body[0].body, head)
    return found and [Piece("head", "".join(lines[:head]), by_lines), *found]


def parsed(text: str) -> ast.Module | None:
    """Return the syntax tree of a text whose lines are those that Python counts, or None."""
    if "\r" in text or "\f" in text:
        return None
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError):
        return None


def start_of(statement: ast.stmt) -> int:
    """Return the number of a statement's first line, decorators included."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return min([statement.lineno, *(one.lineno for one in statement.decorator_list)])
    return statement.lineno


def _statements(text: str, body: Sequence[ast.stmt], end: int) -> list[Piece] | None:
    """Return pieces from line `end` on: each with the blank lines and comments above it."""
    lines = lines_of(text)
    found = []
    for statement in body:
        last = statement.end_lineno or statement.lineno
        if start_of(statement) <= end:
            return None
        found.append(Piece(_key(statement), "".join(lines[end:last]), _merger(statement)))
        end = last
    return found


def _key(statement: ast.stmt) -> str:
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return f"def {statement.name}"
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        return f"= {ast.unparse(statement.targets[0])}"
    if isinstance(statement, ast.AnnAssign):
        return f"= {ast.unparse(statement.target)}"
    if isinstance(statement, ast.ImportFrom) and statement.module:
        return f"from {'.' * statement.level}{statement.module}"
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return "text"
    return ast.unparse(statement)


def _merger(statement: ast.stmt) -> Merger:
    if isinstance(statement, ast.ClassDef):
        return by_pieces(class_pieces)
    if isinstance(statement, ast.ImportFrom):
        return _merge_import
    return by_lines


def _merge_import(base: str, new: str, tree: str, renames: Renames) -> str:
    """Merge `from x import …` name by name; what stands above it is the tree's."""
    sides = [_imported(side) for side in (base, new, tree)]
    of_base, of_new, of_tree = ({*side[1]} if side else None for side in sides)
    if of_base is None or of_new is None or of_tree is None:
        return merge_lines(base, new, tree)
    names = sorted((of_tree | (of_new - of_base)) - (of_base - of_new))
    if not names:
        return ""
    head = next(side[0] for side in (sides[2], sides[1]) if side and side[0])
    line = f"{head}{', '.join(names)}"
    if len(line.rpartition("\n")[2]) > _LINE:
        line = f"{head}(\n" + "".join(f"    {name},\n" for name in names) + ")"
    return f"{line}\n"


def _imported(text: str) -> tuple[str, list[str]] | None:
    """Return all up to what is imported, and that; None where there is a comment in it."""
    if not text:
        return "", []
    module = parsed(text)
    statement = module.body[0] if module is not None else None
    if not isinstance(statement, ast.ImportFrom):
        return None
    lines = lines_of(text)
    above, code = lines[: statement.lineno - 1], "".join(lines[statement.lineno - 1 :])
    if "#" in code:
        return None
    head = f"from {'.' * statement.level}{statement.module} import "
    return "".join(above) + head, [ast.unparse(name) for name in statement.names]


merge = by_pieces(pieces)
