"""The manifest of a module."""

from __future__ import annotations

from collections.abc import Sequence

from ..ir.kinds.module import Module
from .literals import literal
from .python_source import formatted
from .templates import fill


def manifest(
    module: Module, depends: Sequence[str], data: Sequence[str], demo: Sequence[str], version: str
) -> bytes:
    """Return `__manifest__.py`; keys that would say nothing are left out."""
    values: dict[str, object] = {
        "name": module.title or module.name,
        "summary": module.summary,
        "description": module.description,
        "version": version,
        "author": module.author,
        "website": module.website,
        "category": module.category,
        "license": module.license,
        "application": module.application,
        "depends": list(dict.fromkeys(depends)) or ["base"],
        "data": list(data),
        "demo": list(demo),
    }
    entries = [
        (
            (literal(key).source, [literal(one).source for one in value], True)
            if isinstance(value, list)
            else (literal(key).source, literal(value).source, False)
        )
        for key, value in values.items()
        if value
    ]
    return formatted(fill("__manifest__.py.jinja", entries=entries), "module")
