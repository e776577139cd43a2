"""Rows of CSV data files, and the text of each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple


class Row(NamedTuple):
    """The cells of a row, and its text with the end of its line."""

    cells: list[str]
    text: str


def rows(source: str) -> Iterator[Row]:
    """Yield the rows of a CSV file; their texts, one behind the other, are the file."""
    lines = source.splitlines(keepends=True)
    lines = _only_newlines(lines)
    reader = csv.reader(iter(lines))
    read = 0
    for cells in reader:
        yield Row(cells, "".join(lines[read : reader.line_num]))
        read = reader.line_num


def _only_newlines(lines: list[str]) -> list[str]:
    """Return lines that end where a file's do, not at other characters that Python splits at."""
    joined: list[str] = []
    for line in lines:
        if joined and not joined[-1].endswith(("\n", "\r")):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def column(name: str) -> tuple[str, bool]:
    """Return the field of a column, and whether it holds XML ids: `group_id:id`, `group_id/id`."""
    for ending in (":id", "/id"):
        if name.endswith(ending):
            return name.removesuffix(ending), True
    return name, False
