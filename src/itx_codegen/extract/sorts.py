"""What a file is called that is carried as a whole."""

from __future__ import annotations

from pathlib import PurePosixPath


def sort_of(path: str) -> str:
    """Return the sort of a file of a module, by where it stands and how its name ends."""
    pure = PurePosixPath(path)
    top = pure.parts[0]
    if path == "__manifest__.py":
        return "manifest"
    if top == "tests":
        return "test"
    if top in ("migrations", "upgrades"):
        return "migration"
    if top == "i18n" and pure.suffix in (".po", ".pot"):
        return "translation"
    if top == "static":
        return "static file"
    if pure.suffix == ".py":
        return "module code"
    return "data file" if pure.suffix in (".xml", ".csv", ".sql") else "other file"
