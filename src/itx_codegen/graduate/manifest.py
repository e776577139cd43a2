"""The hooks that a manifest names: all else in it stays as it is written."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from ..render.literals import literal


def hooks_of(manifest: str) -> dict[str, str]:
    """Return hook → name of the function, of a manifest's source."""
    return {
        key: value.value
        for key, value in _entries(manifest).items()
        if key.endswith("_hook")
        and isinstance(value, ast.Constant)
        and isinstance(value.value, str)
    }


def with_hooks(manifest: str, hooks: Mapping[str, str]) -> str:
    """Return the source of a manifest with other functions as its hooks."""
    entries = _entries(manifest)
    last = list(entries.values())[-1]
    new = "".join(
        f",\n    {literal(hook).source}: {literal(name).source}"
        for hook, name in hooks.items()
        if hook not in entries
    )
    edits = [(_place(manifest, last, end=True), _place(manifest, last, end=True), new)]
    for hook, name in hooks.items():
        if hook in entries:
            node = entries[hook]
            first, end = _place(manifest, node), _place(manifest, node, end=True)
            edits.append((first, end, literal(name).source))
    source = manifest.encode()
    # What is put behind the last entry comes before the entry itself changes.
    for first, end, text in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        source = source[:first] + text.encode() + source[end:]
    return source.decode()


def _entries(manifest: str) -> dict[str, ast.expr]:
    """Return key → value of the dict that a manifest is."""
    tree = ast.parse(manifest).body[-1]
    held = tree.value if isinstance(tree, ast.Expr) else None
    if not isinstance(held, ast.Dict):
        raise ValueError("A manifest is one dict.")
    return {
        str(key.value): value
        for key, value in zip(held.keys, held.values, strict=True)
        if isinstance(key, ast.Constant)
    }


def _place(source: str, node: ast.expr, end: bool = False) -> int:
    """Return where a node begins or ends, in bytes from the start."""
    line = (node.end_lineno if end else node.lineno) or 0
    column = (node.end_col_offset if end else node.col_offset) or 0
    lines = source.encode().splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + column
