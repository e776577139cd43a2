"""The manifest: what Odoo and its store of apps accept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ...errors import Problem
from ...ir.base64_text import decoded
from ...ir.kinds.module import HOOKS, Module
from ...messages import Message, text
from ..context import Context

#: The choices of `ir.module.module.license`.
_LICENSES = (
    "GPL-2",
    "GPL-2 or any later version",
    "GPL-3",
    "GPL-3 or any later version",
    "AGPL-3",
    "LGPL-3",
    "Other OSI approved licence",
    "OEEL-1",
    "OPL-1",
    "Other proprietary",
)
#: Keys that attributes and the rest of the document say.
_SAID_ELSEWHERE = frozenset(
    {
        "application",
        "assets",
        "author",
        "auto_install",
        "category",
        "countries",
        "currency",
        "data",
        "demo",
        "depends",
        "description",
        "external_dependencies",
        "images",
        "installable",
        "license",
        "live_test_url",
        "maintainer",
        "maintainers",
        "name",
        "price",
        "sequence",
        "summary",
        "version",
        "website",
        *HOOKS,
    }
)
_PNG = b"\x89PNG\r\n\x1a\n"


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each key that Odoo would not take, or that contradicts another."""
    for attribute, message in _of_module(context.document.module):
        yield Problem(f"module.{attribute}", message)


def _of_module(module: Module) -> Iterator[tuple[str, Message]]:
    if module.license not in _LICENSES:
        yield (
            "license",
            text(
                "%(value)s is no licence that Odoo knows; choose one of %(choices)s.",
                value=repr(module.license),
                choices=", ".join(_LICENSES),
            ),
        )
    depends = {dependency.name for dependency in module.depends}
    for name in module.auto_install_with:
        if name not in depends:
            yield "auto_install_with", text("%(name)s is not among the dependencies.", name=name)
    if module.auto_install_with and not module.auto_install:
        yield "auto_install_with", text("It names modules, but the module does not install itself.")
    for code in module.countries:
        if not re.fullmatch(r"[A-Za-z]{2}", code):
            yield "countries", text("%(code)s is no code of a country; use two letters.", code=code)
    for attribute in ("website", "live_test_url"):
        url = getattr(module, attribute)
        if url and not re.match(r"https?://[^\s/]", url):
            yield attribute, text("%(url)s is no web address; begin with https://.", url=url)
    if module.price < 0:
        yield "price", text("A price is not below zero.")
    if module.currency and not re.fullmatch(r"[A-Z]{3}", module.currency):
        yield (
            "currency",
            text(
                "%(code)s is no code of a currency; use three capitals, as in EUR.",
                code=module.currency,
            ),
        )
    yield from _files(module)
    for key in module.further_keys:
        if key in _SAID_ELSEWHERE:
            yield (
                "further_keys",
                text("%(key)s is said by the document already; remove it here.", key=key),
            )


def _files(module: Module) -> Iterator[tuple[str, Message]]:
    if module.icon and not decoded(module.icon).startswith(_PNG):
        yield "icon", text("The icon must be a PNG image.")
    for path in module.images:
        pure = PurePosixPath(path)
        inside = pure.parts[:1] == ("static",) and ".." not in pure.parts
        if not inside or str(pure) != path or len(pure.parts) < 3:
            yield (
                "images",
                text(
                    "%(path)s must lie below static/, as in static/description/banner.png.",
                    path=path,
                ),
            )
