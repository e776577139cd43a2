"""Rows of CSV data files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from .data import DataPart


@dataclass(frozen=True)
class Row(DataPart):
    """A row as (column, text) pairs. All rows of a file have the same columns."""

    cells: tuple[tuple[str, str], ...]


def compose(rows: Sequence[Row]) -> bytes:
    """Return the CSV file of these rows."""
    # Before Python 3.13 the module csv does not see that a carriage return needs quotes.
    returns = any("\r" in text for row in rows for _, text in row.cells)
    target = io.StringIO()
    writer = csv.writer(
        target,
        lineterminator="\n",
        quoting=csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL,
    )
    writer.writerow(column for column, _ in rows[0].cells)
    writer.writerows([text for _, text in row.cells] for row in rows)
    return target.getvalue().encode("utf-8")
