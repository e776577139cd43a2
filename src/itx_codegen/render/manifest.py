"""The manifest of a module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..ir.kinds.module import HOOKS, Module
from .literals import literal
from .python_source import formatted
from .templates import fill


def manifest(
    module: Module,
    depends: Sequence[str],
    data: Sequence[str],
    demo: Sequence[str],
    assets: Mapping[str, list[object]],
    version: str,
) -> bytes:
    """Return `__manifest__.py`; keys that would say nothing are left out."""
    values: dict[str, object] = {
        "name": module.title or module.name,
        "summary": module.summary,
        "description": module.description,
        "version": version,
        "author": module.author,
        "maintainer": module.maintainer,
        "maintainers": list(module.maintainers),
        "website": module.website,
        "live_test_url": module.live_test_url,
        "category": module.category,
        "license": module.license,
        "price": module.price,
        "currency": module.currency,
        "sequence": module.sequence if module.sequence != 100 else None,
        "application": module.application,
        "auto_install": list(module.auto_install_with) or module.auto_install,
        "countries": list(module.countries),
        "images": list(module.images),
        "external_dependencies": _external(module),
        "depends": list(dict.fromkeys(depends)) or ["base"],
        "data": list(data),
        "demo": list(demo),
        "assets": assets,
        **{hook: hook for hook in HOOKS if hook in module.hooks},
        **module.further_keys,
    }
    entries = [
        (
            (literal(key).source, [literal(one).source for one in value], True)
            if isinstance(value, list)
            else (literal(key).source, literal(value).source, False)
        )
        for key, value in values.items()
        if value or key in module.further_keys
    ]
    if not module.installable:
        entries.append((literal("installable").source, literal(False).source, False))
    return formatted(fill("__manifest__.py.jinja", entries=entries), "module")


def _external(module: Module) -> dict[str, object]:
    parts: dict[str, object] = {
        "python": list(module.external_python),
        "bin": list(module.external_bin),
        "apt": dict(module.external_apt),
    }
    return {sort: held for sort, held in parts.items() if held}
