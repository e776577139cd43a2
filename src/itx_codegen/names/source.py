"""Replacing parts of a text in place, so that all the rest stays as the person wrote it."""

from __future__ import annotations

import ast
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

    def _add(self, line: int, start: int, end: int, new: str) -> None:
        self._edits[line, start, end] = new.encode("utf-8")

    def result(self) -> str:
        """Return the text with all replacements done."""
        lines = list(self._lines)
        for (line, start, end), new in sorted(self._edits.items(), reverse=True):
            old = lines[line - 1]
            lines[line - 1] = old[:start] + new + old[end:]
        return b"".join(lines).decode("utf-8")


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
