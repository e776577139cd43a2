"""A Python file as physical lines, with what its syntax tree says about them."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cached_property

from ...source import parsed, physical_lines

#: A statement that may have decorators.
_Decorated = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Lines:
    """The lines of a file with their ends; numbers count from 1, as in syntax trees.

    Raises SyntaxError for what Python can't read.
    """

    def __init__(self, source: str) -> None:
        self.tree = parsed(source.removeprefix("\ufeff"))
        self._lines = physical_lines(source)

    def __len__(self) -> int:
        return len(self._lines)

    def text(self, first: int, last: int) -> str:
        """Return whole lines, both included."""
        return "".join(self._lines[first - 1 : last])

    def line(self, number: int) -> str:
        """Return one line with its end."""
        return self._lines[number - 1]

    def of(self, node: ast.expr | ast.stmt) -> str:
        """Return the text of an expression or statement, on any number of lines."""
        first, last = node.lineno, node.end_lineno or node.lineno
        start, end = node.col_offset, node.end_col_offset or 0
        if first == last:
            return self._bytes(first)[start:end].decode()
        middle = self.text(first + 1, last - 1)
        head, tail = self._bytes(first)[start:], self._bytes(last)[:end]
        return head.decode() + middle + tail.decode()

    def value(self, node: ast.expr) -> str:
        """Return the text of an expression alone: in brackets where it needs them."""
        source = self.of(node).replace("\r\n", "\n")
        try:
            alone = ast.parse(source, mode="eval").body
        except SyntaxError:
            return f"({source})"
        return source if ast.dump(alone) == ast.dump(node) else f"({source})"

    def dedented(self, first: int, last: int, margin: str) -> str:
        """Return lines without their margin and without blank lines around them.

        Lines that begin inside of a string stay; comments that stand further left begin at the
        margin.
        """
        result = []
        for number in range(first, last + 1):
            line = self._lines[number - 1].rstrip("\r\n")
            if number not in self._in_strings:
                line = line.removeprefix(margin) if line.startswith(margin) else line.lstrip()
            result.append(line)
        while result and not result[0].strip():
            del result[0]
        return "\n".join(result)

    @cached_property
    def _in_strings(self) -> frozenset[int]:
        return frozenset(
            number
            for node in ast.walk(self.tree)
            if isinstance(node, (ast.Constant, ast.JoinedStr))
            and node.end_lineno is not None
            and node.end_lineno > node.lineno
            for number in range(node.lineno + 1, node.end_lineno + 1)
        )

    def _bytes(self, number: int) -> bytes:
        line = self._lines[number - 1]
        return (line.removeprefix("\ufeff") if number == 1 else line).encode()


def first_line(statement: ast.stmt) -> int:
    """Return the line in which a statement begins, its decorators included."""
    if isinstance(statement, _Decorated) and statement.decorator_list:
        return statement.decorator_list[0].lineno
    return statement.lineno


def last_line(statement: ast.stmt) -> int:
    """Return the line in which a statement ends."""
    return statement.end_lineno or statement.lineno


def shares_a_line(statements: Sequence[ast.stmt], at: int, above: int) -> bool:
    """Tell whether a statement shares a line with one beside it, or with the line `above`."""
    first, last = first_line(statements[at]), last_line(statements[at])
    before = last_line(statements[at - 1]) if at else above
    after = first_line(statements[at + 1]) if at + 1 < len(statements) else last + 1
    return before >= first or after <= last
