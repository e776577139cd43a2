"""CSV files of records: rows by their id, and columns where both sides have changed a row."""

from __future__ import annotations

import csv
import io

from ..keyed import Piece, by_pieces, three_way
from ..lines import lines_of, merge_lines
from ..renames import Renames


def merge(base: str, new: str, tree: str, renames: Renames) -> str:
    """Merge by rows where all sides have the same columns."""
    heads = {side.partition("\n")[0] for side in (base, new, tree) if side}
    if len(heads) > 1:
        return merge_lines(base, new, tree)
    return by_pieces(pieces)(base, new, tree, renames)


def pieces(text: str) -> list[Piece] | None:
    """Return the rows, the first among them; None where one is empty."""
    found = []
    row = ""
    for line in lines_of(text):
        row += line
        if row.count('"') % 2:
            continue  # the line's end is inside of quotes
        cells = _cells(row)
        if not cells:
            return None
        found.append(Piece(cells[0], row, _merge_row))
        row = ""
    return None if row else found


def _merge_row(base: str, new: str, tree: str, renames: Renames) -> str:
    sides = [_cells(side) for side in (base, new, tree)]
    if len({len(side) for side in sides}) > 1:
        return merge_lines(base, new, tree)
    merged = []
    for of_base, of_new, of_tree in zip(*sides, strict=True):
        if of_base not in (of_new, of_tree) and of_new != of_tree:
            return merge_lines(base, new, tree)
        merged.append(three_way(of_base, of_new, of_tree, renames))
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(merged)
    return row.getvalue()


def _cells(row: str) -> list[str]:
    return next(csv.reader(io.StringIO(row)), [])
