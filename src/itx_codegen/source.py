"""Replacing parts of a text in place, so that all the rest stays as the person wrote it."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Sequence
from typing import Any, Literal

#: `%(xml_id)d` in a view stands for the id of a record: a number, wherever it appears.
RECORD_ID = re.compile(r"%\(([\w.]+)\)d")
_PHYSICAL_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_LAST_WORD = re.compile(rb"[^\s.]+\Z")
_DOT_AND_NAME = re.compile(rb"[\s)]*(\.)\s*[^\s.]+")


class Edits:
    """Replacements in one Python text, found by syntax tree.

    Positions are those of `ast`: lines from 1, columns in UTF-8 bytes. Where the text at a position
    is not what the tree says (inside some f-strings), nothing is replaced and `missed` says so.
    """

    def __init__(self, text: str) -> None:
        self._text = text.encode("utf-8")
        self._starts = [0]
        for line in self._text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._edits: dict[tuple[int, int], bytes] = {}
        self.missed: list[ast.AST] = []

    def attribute(self, node: ast.Attribute, new: str) -> None:
        """Replace the name after the dot."""
        end = self._end(node)
        word = _LAST_WORD.search(self._text, 0, end)
        self._replace(node, word.start() if word else end, end, node.attr, new)

    def name(self, node: ast.Name, new: str) -> None:
        """Replace a bare name."""
        self._replace(node, self._start(node), self._end(node), node.id, new)

    def keyword(self, node: ast.keyword, new: str) -> None:
        """Replace the name of a keyword argument."""
        if node.arg is not None:
            start = self._start(node)
            self._replace(node, start, start + len(node.arg.encode()), node.arg, new)

    def string(self, node: ast.Constant, new: str) -> None:
        """Replace the content of a string literal; its quotes and prefix stay if they can."""
        if new == node.value:
            return
        start, end = self._start(node), self._end(node)
        literal = self._text[start:end]
        quote = re.match(rb"\w*(\"\"\"|'''|\"|')", literal)
        if quote is None:
            self.missed.append(node)
            return
        inner_start, inner_end = start + quote.end(), end - len(quote[1])
        if self._text[inner_start:inner_end].decode() == node.value:
            self._edits[inner_start, inner_end] = new.encode()
        else:
            self._edits[start, end] = repr(new).encode()

    def store_by_key(self, node: ast.Attribute) -> None:
        """Replace `.name` by `['name']`, where nothing but blanks stands around the dot."""
        start, end = self._end(node.value), self._end(node)
        dot = _DOT_AND_NAME.fullmatch(self._text, start, end)
        if dot is not None:
            self._edits[dot.start(1), end] = f"[{node.attr!r}]".encode()

    def unedited(self) -> Edits:
        """Return edits of the same text, of which none is done yet."""
        return Edits(self._text.decode("utf-8"))

    def result(self) -> str:
        """Return the text with all replacements done."""
        text = self._text
        for (start, end), new in sorted(self._edits.items(), reverse=True):
            text = text[:start] + new + text[end:]
        return text.decode("utf-8")

    def _replace(self, node: ast.AST, start: int, end: int, old: str, new: str) -> None:
        if new == old:
            return
        if self._text[start:end] == old.encode():
            self._edits[start, end] = new.encode()
        else:
            self.missed.append(node)

    def _start(self, node: ast.expr | ast.keyword) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr) -> int:
        line, column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self._starts[line - 1] + column


def physical_lines(text: str) -> list[str]:
    """Return the lines of a text with their ends, as Python's own parser counts them."""
    return _PHYSICAL_LINE.findall(text)


def parsed(code: str) -> ast.Module:
    """Return the syntax tree of Python statements.

    Raises SyntaxError, also for what the parser calls otherwise: a null character, nesting without
    end.
    """
    tree: ast.Module = _tree(code, "exec", ast.PyCF_ONLY_AST)
    return tree


def check_compiles(code: str) -> None:
    """Compile statements without running them; raise SyntaxError as `parsed` does."""
    _tree(code, "exec", 0)


def _tree(source: str, mode: Literal["exec", "eval"], flags: int) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return compile(source, "<code>", mode, flags, dont_inherit=True)
    except (ValueError, MemoryError, RecursionError) as error:
        raise SyntaxError(str(error) or "it is nested too deeply") from error


def expression(text: str) -> ast.expr:
    """Return the syntax tree of a Python expression; raise SyntaxError where it does not parse.

    `%(xml_id)d` counts as a number. Positions are those in the text.
    """
    numbers = RECORD_ID.sub(lambda match: "1" * len(match[0].encode()), text)
    tree: ast.Expression = _tree(numbers, "eval", ast.PyCF_ONLY_AST)
    return tree.body


def is_one_expression(text: str) -> bool:
    """Tell whether a text is one Python expression."""
    try:
        expression(text.strip())
    except SyntaxError:
        return False
    return True


def margin_removed(code: str) -> str:
    """Return statements at the left margin; lines that begin inside of strings stay as they are.

    The margin is that of the first line. Raises SyntaxError where the code does not parse.
    """
    lines = code.replace("\r\n", "\n").strip("\n").split("\n")
    first = next((line for line in lines if line.strip()), "")
    margin = first[: len(first) - len(first.lstrip())]
    if not margin:
        parsed("\n".join(lines))
        return "\n".join(lines)
    inside = lines_in_strings(lines, margin=True)
    return "\n".join(
        line if number in inside else line.removeprefix(margin) for number, line in enumerate(lines)
    )


def at_margin(code: str) -> str:
    """Return statements at the left margin, without empty lines around them.

    Code that does not parse comes back as it is.
    """
    try:
        return margin_removed(code)
    except SyntaxError:
        return code


def lines_in_strings(lines: Sequence[str], margin: bool = False) -> set[int]:
    """Return the positions (from 0) of the lines that begin inside of a string.

    `margin` says whether the lines are indented. Raises SyntaxError where they don't parse.
    """
    head = ["if True:"] if margin else []
    tree = parsed("\n".join([*head, *lines]))
    return {
        number - len(head)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Constant, ast.JoinedStr)) and node.end_lineno
        for number in range(node.lineno, node.end_lineno)
    }


def normal_code(code: str) -> str:
    """Return statements in the one form in which they are compared.

    They start at the left margin and end with one newline. A field is set by its key: Odoo's
    `safe_eval`, which runs code in a running database, refuses `record.name = value`. Code that
    does not parse comes back as it is.
    """
    try:
        body = margin_removed(code).rstrip() + "\n"
        tree = parsed(body)
    except SyntaxError:
        return code
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
        tree = expression(stripped)
    except SyntaxError:
        return text
    edits = Edits(stripped)
    edit(tree, edits)
    changed = edits.result()
    return text if changed == stripped else changed
