"""One Python file: its statements, of which classes of models are taken apart."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import PurePosixPath

from ...ir.kinds.module import HOOKS
from ...messages import Message, text
from ..draft import Cut, Draft, NotReadError
from ..sorts import sort_of
from .classes import NO_MODEL, SHARED_LINE, Declared, declared, split_class
from .lines import Lines, first_line, last_line, shares_a_line
from .names import name_of

#: Folders whose classes are no models of the module, whatever they are made from.
_NO_MODELS = frozenset({"tests", "migrations", "upgrades"})


def split_python(path: str, source: str, draft: Draft) -> list[Cut]:
    """Return the pieces of a Python file. Raises NotReadError where Python can't read it."""
    try:
        lines = Lines(source)
    except SyntaxError as error:
        message = text("Python can't read it: %(cause)s.", cause=error.msg)
        raise NotReadError(message) from error
    cuts: list[Cut] = []
    after = 0
    statements = lines.tree.body
    for at, statement in enumerate(statements):
        first, last = first_line(statement), last_line(statement)
        model = _model(path, statements, at, draft)
        if isinstance(model, Declared):
            cuts.append(Cut(lines.text(after + 1, first - 1)))
            cuts += split_class(path, model, lines, draft)
            after = last
        else:
            name = name_of(statement)
            draft.found(_sort(path, statement, draft), path, first, name, reason=model)
    cuts.append(Cut(lines.text(after + 1, len(lines))))
    return cuts


def _model(path: str, statements: Sequence[ast.stmt], at: int, draft: Draft) -> Declared | Message:
    """Return what a statement declares of a model, or why it is carried."""
    statement = statements[at]
    if not isinstance(statement, ast.ClassDef) or PurePosixPath(path).parts[0] in _NO_MODELS:
        return NO_MODEL
    model = declared(statement)
    if isinstance(model, Declared) and shares_a_line(statements, at, 0):
        return SHARED_LINE
    return model


def _sort(path: str, statement: ast.stmt, draft: Draft) -> str:
    """Return what people call a statement of a file."""
    sort = sort_of(path)
    if sort != "module code":
        return sort
    if isinstance(statement, ast.ClassDef):
        bases = [ast.unparse(base) for base in statement.bases]
        if any("Controller" in base for base in bases):
            return "controller"
        if any(base.startswith("models.") for base in bases):
            return "model"
    hooks = [draft.manifest.get(hook) for hook in HOOKS]
    if isinstance(statement, ast.FunctionDef) and statement.name in hooks:
        return "hook"
    return sort
