"""CSV data files that were taken in, after rows in them changed, came or went."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from ...data_files.rows import column, rows
from ...errors import DocumentError, Problem
from ...ir.kinds.access import Access
from ...ir.kinds.data import Data
from ...ir.kinds.source_file import Piece
from ...ir.record_values import kind_of
from ...messages import text
from ..parts import Part, Row
from ..site import Site
from .homes import home_of
from .loom import Loom, State


def claims(path: str) -> bool:
    """Tell whether a file is of CSV data."""
    return path.endswith(".csv") and not path.startswith("static/")


def home(part: Part, loom: Loom) -> str:
    """Return the file with rows like a new one."""
    return home_of(part, loom, claims) if isinstance(part, Row) else ""


def weave(path: str, pieces: Sequence[Piece], additions: Sequence[Part], loom: Loom) -> str:
    """Return the text of a CSV file. Raises DocumentError for what its columns can't say."""
    header = next(rows(pieces[0].text)).cells
    newline = "\r\n" if "\r\n" in pieces[0].text else "\n"
    written = ""
    for piece in pieces:
        state = loom.state(piece)
        if state is State.TOUCHED:
            written += _line(_cells(piece.of, header, loom), newline)
        elif state is State.TRUE:
            written += piece.text
    for part in additions:
        if isinstance(part, Row):
            if not written.endswith(("\n", "\r")):
                written += newline
            written += _line(_cells_of(part, header, loom), newline)
    return written


def _line(cells: Sequence[str], newline: str) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator=newline).writerow(cells)
    return target.getvalue()


def _cells_of(part: Row, header: Sequence[str], loom: Loom) -> list[str]:
    uid = next(one.node.uid for one in loom.new if one.path == part.origin)
    return _cells(uid, header, loom)


def _cells(uid: str, header: Sequence[str], loom: Loom) -> list[str]:
    """Return the cells of an element's row in the order of the columns."""
    element = loom.scope.elements[uid]
    site = Site(loom.scope, element)
    node = element.node
    if isinstance(node, Access):
        values = _access(node, site)
    elif isinstance(node, Data):
        values = dict(node.values)
    else:
        values = {}
    cells = []
    for name in header:
        field, by_id = column(name)
        value = values.pop(field, None)
        cells.append(node.ident if field == "id" else _cell(value, by_id, site))
    if values:
        message = text(
            "The file %(path)s has no column for %(names)s; add one there.",
            path=", ".join(loom.homes.get(uid, ())),
            names=", ".join(sorted(values)),
        )
        raise DocumentError([Problem(element.path, message)])
    return cells


def _access(node: Access, site: Site) -> dict[str, Any]:
    return {
        "name": node.name or node.xml_id,
        "model_id": {"model": node.model},
        **({"group_id": {"ref": node.group}} if node.group else {}),
        "perm_read": int(node.perm_read),
        "perm_write": int(node.perm_write),
        "perm_create": int(node.perm_create),
        "perm_unlink": int(node.perm_unlink),
        **node.further,
    }


def _cell(value: Any, by_id: bool, site: Site) -> str:
    """Return the text of a cell; raise DocumentError for a value that a cell can't hold."""
    kind = kind_of(value)
    if by_id and kind == "ref":
        return site.scope.local(value["ref"])
    if by_id and kind == "refs":
        return ",".join(site.scope.local(name) for name in value["refs"])
    if by_id and kind == "model":
        found = site.scope.model_xml_id(value["model"])
        if found is None:
            message = text(
                "A row names a model by XML id: say in the module's `model_xml_ids` which one "
                "%(model)s has.",
                model=value["model"],
            )
            raise DocumentError([Problem(site.path, message)])
        return found
    if value is None:
        return ""
    if kind or by_id:
        message = text("A cell of a CSV file can't hold %(value)s.", value=repr(value))
        raise DocumentError([Problem(site.path, message)])
    return str(value)
