"""Patterns of asset files: a data module names each file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..ir import Document
from ..ir.kinds.assets import Assets
from ..ir.kinds.assets_bundle import AssetsBundle
from ..messages import text
from ..plan.project import Limit

_WILD = re.compile(r"[*?\[]")


def spelled_out(document: Document, limits: list[Limit]) -> Document:
    """Return the document with patterns of its own files replaced by those files.

    Which files of other modules a pattern means is known to no one here: such a line is left out.
    """
    files = sorted(file.path for file in document.of(Assets))
    lines = tuple(
        line for node in document.of(AssetsBundle) for line in _lines(node, files, limits)
    )
    return document.model_copy(update={"assets_bundles": lines})


def _lines(node: AssetsBundle, files: list[str], limits: list[Limit]) -> Iterator[AssetsBundle]:
    if not _WILD.search(node.path + node.target):
        yield node
    elif node.path.startswith("static/") and not _WILD.search(node.target):
        pattern = _compiled(node.path)
        for number, path in enumerate(path for path in files if pattern.match(path)):
            own = {"path": path, "uid": f"{node.uid}-{number}", "name": f"{node.name}: {path}"}
            yield node.model_copy(update=own)
    else:
        reason = text("A data module can't have patterns of other modules' files; name each file.")
        limits.append(Limit(f"assets_bundles[{node.name}]", "", reason))


def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of Odoo's (`glob` with `**`) as a regular expression."""
    signs = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*|\?)", pattern)
    return re.compile("".join(signs.get(part, re.escape(part)) for part in parts) + r"\Z")
