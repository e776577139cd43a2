"""The files of a module that no database holds: manifest, other Python, statics, translations."""

import ast
import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import polib
from odoo.modules.module import Manifest

from .definitions import classes
from .identity import Identities
from .syntax import statement

#: The files that are loaded, and in which order: what they do to a database is compared instead.
_LOADED = ("data", "demo")
_IMPORTS = (ast.Import, ast.ImportFrom)


def dump(env: Any, module: str, known: Identities) -> dict[str, Any]:
    manifest = Manifest.for_addon(module)
    root = Path(manifest.path)
    loaded = {root / name for key in _LOADED for name in manifest[key]}
    found: dict[str, dict[str, Any]] = {
        "manifest": {module: _manifest(manifest)},
        "python": {},
        "translation": {},
        "file": {},
    }
    model_classes = {(cls.__module__, cls.__name__) for cls in classes(module)}
    for path in sorted(file for file in root.rglob("*") if file.is_file()):
        name = path.relative_to(root).as_posix()
        if "__pycache__" in path.parts or path in loaded or name == "__manifest__.py":
            continue
        if path.suffix == ".py":
            found["python"] |= _python(path, name, module, model_classes)
        elif path.suffix in (".po", ".pot"):
            found["translation"][name] = _catalogue(path)
        else:
            found["file"][name] = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    return found


def _manifest(manifest: Manifest) -> dict[str, Any]:
    """What Odoo makes of the manifest: what is left out has Odoo's own value."""
    elsewhere = {*_LOADED, "addons_path", "static_path"}
    return {key: manifest[key] for key in manifest if key not in elsewhere}


def _python(
    path: Path, name: str, module: str, model_classes: set[tuple[str, str]]
) -> dict[str, dict[str, Any]]:
    """The statements of a file, but for models: those are compared as Odoo has loaded them."""
    dotted = f"odoo.addons.{module}.{name.removesuffix('.py').replace('/', '.')}"
    found: dict[str, list[str]] = defaultdict(list)
    for node in ast.parse(path.read_bytes()).body:
        if (dotted, getattr(node, "name", "")) in model_classes or isinstance(node, _IMPORTS):
            continue
        found[f"{name}: {_name(node)}"].append(statement(node))
    return {place: {"statements": statements} for place, statements in found.items()}


def _name(node: ast.stmt) -> str:
    if hasattr(node, "name"):
        return node.name
    if isinstance(node, ast.Assign):
        return ast.unparse(node.targets[0])
    return type(node).__name__


def _catalogue(path: Path) -> dict[str, Any]:
    catalogue = polib.pofile(path.read_text(encoding="utf-8"))
    return {
        f"{entry.msgctxt or ''}|{entry.msgid}": [
            entry.msgstr,
            sorted({_place(place, line) for place, line in entry.occurrences}),
            sorted(entry.flags),
        ]
        for entry in catalogue
        if not entry.obsolete
    }


def _place(place: str, line: str) -> str:
    # After code comes the line; after a model's field, a part of the name.
    return place if place.startswith("code:") else f"{place}:{line}"
