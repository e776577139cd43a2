"""Python files: imports, bodies that people wrote, black's layout."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections.abc import Iterable
from functools import lru_cache

import black
from black.parsing import InvalidInput

from ..errors import DocumentError, Problem
from ..ir.naming import underscored
from ..messages import text
from ..source import lines_in_strings, margin_removed
from .literals import Import, UnwritableError

_MODE = black.Mode(line_length=88)

#: How many laid out files this process remembers, of a few kilobytes each: two large modules.
_FILES_KEPT = 2048

#: Names that a method's body may use without importing them: those that Odoo gives to code kept in
#: the database (`odoo.tools.safe_eval`), and those that every module of models knows.
_KNOWN = {
    "AccessError": (Import("odoo.exceptions", "AccessError"),),
    "Command": (Import("odoo", "Command"),),
    "Domain": (Import("odoo.fields", "Domain"),),
    "SQL": (Import("odoo.tools", "SQL"),),
    "UserError": (Import("odoo.exceptions", "UserError"),),
    "ValidationError": (Import("odoo.exceptions", "ValidationError"),),
    "_": (Import("odoo", "_"),),
    "api": (Import("odoo", "api"),),
    "datetime": (Import("datetime"),),
    "dateutil": (
        Import("dateutil.parser"),
        Import("dateutil.relativedelta"),
        Import("dateutil.rrule"),
        Import("dateutil.tz"),
    ),
    "fields": (Import("odoo", "fields"),),
    "json": (Import("json"),),
    "models": (Import("odoo", "models"),),
    "relativedelta": (Import("dateutil.relativedelta", "relativedelta"),),
    "time": (Import("time"),),
}


def formatted(source: str, origin: str) -> bytes:
    """Return a file as black lays it out (88 columns, the style of Odoo's addons), in UTF-8.

    Raises DocumentError that names `origin`, the path of the element that the file is of.
    """
    try:
        return _laid_out(source)
    except InvalidInput as error:
        message = text("it gives no valid Python (%(error)s).", error=error)
        raise DocumentError([Problem(origin, message)]) from error


@lru_cache(maxsize=_FILES_KEPT)
def _laid_out(source: str) -> bytes:
    """Return what black makes of a file: the same for the same text, so it is asked only once."""
    return black.format_str(source, mode=_MODE).encode("utf-8")


def import_lines(imports: Iterable[Import]) -> list[list[str]]:
    """Return the import statements in blocks: the standard library, then others, then Odoo."""
    modules: dict[str, set[str]] = {}
    for one in imports:
        modules.setdefault(one.module, set()).add(one.name)
    blocks: dict[int, list[str]] = {}
    for module in sorted(modules):
        root = module.partition(".")[0]
        block = blocks.setdefault({"odoo": 2, "dateutil": 1}.get(root, 0), [])
        if "" in modules[module]:
            block.append(f"import {module}")
        names = sorted(modules[module] - {""})
        if names:
            block.append(f"from {module} import {', '.join(names)}")
    return [blocks[number] for number in sorted(blocks)]


def body(code: str) -> str:
    """Return a body without its margin; lines inside of strings stay as they are.

    Raises UnwritableError where the code is no Python.
    """
    try:
        return margin_removed(code)
    except SyntaxError as error:
        raise UnwritableError(text("its code has a mistake: %(error)s.", error=error)) from error


def indented(code: str, by: str) -> str:
    """Return statements indented; lines inside of strings stay as they are."""
    lines = code.split("\n")
    inside = lines_in_strings(lines)
    return "\n".join(
        line if number in inside or not line.strip() else by + line
        for number, line in enumerate(lines)
    )


def imports_of(code: str) -> frozenset[Import]:
    """Return what a body uses of the names that it need not import itself."""
    names = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)]
    own = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    used = {node.id for node in names} - own - set(vars(builtins))
    return frozenset(one for name in used for one in _KNOWN.get(name, ()))


def class_name(model: str) -> str:
    """Return the name of a model's class: `airfield.region` gives `AirfieldRegion`."""
    words = re.split(r"[._]+", model)
    name = "".join(word[:1].upper() + word[1:] for word in words) or "Model"
    return f"{name}Model" if keyword.iskeyword(name) else name


def file_stem(model: str) -> str:
    """Return the name of a model's file without its ending."""
    stem = underscored(model)
    return f"{stem}_" if keyword.iskeyword(stem) else stem
