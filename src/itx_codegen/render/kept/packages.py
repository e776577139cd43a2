"""The `__init__` files of a module to which Python files came, or from which some went."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from ...source import parsed

_PACKAGE = "__init__.py"


def packages(
    kept: Mapping[str, str], new: Collection[str], gone: Collection[str]
) -> dict[str, str]:
    """Return path → text of the `__init__` files that change or are made.

    `kept` are the texts of the files that stay, `new` and `gone` the paths of those that come and
    go. A new file is imported by its folder, a new folder by the one that it stands in.
    """
    changed: dict[str, str] = {}
    for path in sorted(_modules(new)):
        _import(path, kept, changed)
    for path in sorted(_modules(gone)):
        pure = PurePosixPath(path)
        package = str(pure.parent / _PACKAGE)
        source = changed.get(package, kept.get(package))
        if source is not None:
            changed[package] = without_import(source, pure.stem)
    return changed


def _modules(paths: Collection[str]) -> Iterator[str]:
    """Yield the Python files that a package imports."""
    for path in paths:
        pure = PurePosixPath(path)
        imported = pure.parts[0] != "tests" or pure.name.startswith("test_")
        # Transform scripts are read by their records, and run where Odoo is not.
        imported = imported and pure.parts[0] != "scripts"
        if pure.suffix == ".py" and len(pure.parts) == 2 and imported and pure.name != _PACKAGE:
            yield path


def _import(path: str, kept: Mapping[str, str], changed: dict[str, str]) -> None:
    pure = PurePosixPath(path)
    package = str(pure.parent / _PACKAGE)
    known = package in kept or package in changed
    source = changed.get(package, kept.get(package, ""))
    changed[package] = with_import(source, pure.stem)
    if not known and pure.parent.parts and pure.parts[0] != "tests":
        _import(str(pure.parent), kept, changed)


def with_import(source: str, name: str) -> str:
    """Return the text of a package that imports `name`, behind its last such import."""
    tree = parsed(source.removeprefix("\ufeff"))
    imports = [one for one in tree.body if isinstance(one, ast.ImportFrom) and one.level == 1]
    if any(alias.name == name for one in imports if one.module is None for alias in one.names):
        return source
    lines = source.splitlines(keepends=True)
    at = (imports[-1].end_lineno or 0) if imports else len(lines)
    ending = "\r\n" if "\r\n" in source else "\n"
    if at and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += ending
    lines.insert(at, f"from . import {name}{ending}")
    return "".join(lines)


def without_import(source: str, name: str) -> str:
    """Return the text of a package that does not import `name` any more."""
    tree = parsed(source.removeprefix("\ufeff"))
    lines = source.splitlines(keepends=True)
    for one in reversed(tree.body):
        if not isinstance(one, ast.ImportFrom) or one.level != 1:
            continue
        names = [alias.name for alias in one.names]
        first, last = one.lineno - 1, one.end_lineno or one.lineno
        if one.module == name or names == [name]:
            del lines[first:last]
        elif one.module is None and name in names:
            rest = [ast.unparse(alias) for alias in one.names if alias.name != name]
            ending = "\r\n" if "\r\n" in source else "\n"
            lines[first:last] = [f"from . import {', '.join(rest)}{ending}"]
    return "".join(lines)
