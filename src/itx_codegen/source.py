"""Replacing parts of a text in place, so that all the rest stays as the person wrote it."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable


class Edits:
    """Replacements in one Python text, found by syntax tree, done from the end to the start.

    Positions are those of `ast`: lines from 1, columns in UTF-8 bytes.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.encode("utf-8").splitlines(keepends=True)
        self._edits: dict[tuple[int, int, int], bytes] = {}

    def attribute(self, node: ast.Attribute, new: str) -> None:
        """Replace the name after the dot."""
        line, end = _end(node)
        self._add(line, end - len(node.attr.encode("utf-8")), end, new)

    def name(self, node: ast.Name, new: str) -> None:
        """Replace a bare name."""
        line, end = _end(node)
        self._add(line, node.col_offset, end, new)

    def keyword(self, node: ast.keyword, new: str) -> None:
        """Replace the name of a keyword argument."""
        if node.arg is not None:
            start = node.col_offset
            self._add(node.lineno, start, start + len(node.arg.encode("utf-8")), new)

    def string(self, node: ast.Constant, new: str) -> None:
        """Replace the content of a one-line string literal; its quotes and prefix stay."""
        line, end = _end(node)
        if line != node.lineno:
            return
        literal = self._lines[line - 1][node.col_offset : end]
        old = str(node.value).encode("utf-8")
        at = literal.find(old)
        if old and at >= 0:
            start = node.col_offset + at
            self._add(line, start, start + len(old), new)

    def store_by_key(self, node: ast.Attribute) -> None:
        """Replace `.name` by `['name']`."""
        line, end = _end(node)
        value_line, start = _end(node.value)
        if line == value_line:
            self._add(line, start, end, f"[{node.attr!r}]")

    def _add(self, line: int, start: int, end: int, new: str) -> None:
        self._edits[line, start, end] = new.encode("utf-8")

    def result(self) -> str:
        """Return the text with all replacements done."""
        lines = list(self._lines)
        for (line, start, end), new in sorted(self._edits.items(), reverse=True):
            old = lines[line - 1]
            lines[line - 1] = old[:start] + new + old[end:]
        return b"".join(lines).decode("utf-8")


def normal_code(code: str) -> str:
    """Return statements in the one form in which they are compared.

    They start at the left margin and end with one newline. A field is set by its key: Odoo's
    `safe_eval`, which runs code in a running database, refuses `record.name = value`. Code that
    does not parse is only moved.
    """
    body = textwrap.dedent(code.expandtabs(4)).strip("\n") + "\n"
    try:
        tree = ast.parse(body)
    except SyntaxError:
        return body
    edits = Edits(body)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            edits.store_by_key(node)
    return edits.result()


def edited_expression(text: str, edit: Callable[[ast.expr, Edits], None]) -> str:
    """Return a Python expression after `edit`; one that does not parse comes back as it is.

    Saying that it does not parse is the business of the validation.
    """
    stripped = text.strip()
    try:
        tree = ast.parse(stripped, mode="eval")
    except SyntaxError:
        return text
    edits = Edits(stripped)
    edit(tree.body, edits)
    changed = edits.result()
    return text if changed == stripped else changed


def _end(node: ast.expr) -> tuple[int, int]:
    """Return the end of an expression; the parser always sets it."""
    return node.end_lineno or node.lineno, node.end_col_offset or 0
