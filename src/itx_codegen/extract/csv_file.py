"""CSV data files: a row is a record of the model that the file is named for."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from ..data_files.rows import column, rows
from ..ir.kinds.access import Access
from ..ir.kinds.data import Data
from ..messages import text
from .draft import Cut, Draft, NotReadError, Raw
from .said import said

_PERMISSIONS = ("perm_read", "perm_write", "perm_create", "perm_unlink")
#: Texts that Odoo's import reads as yes (`ir.fields.converter`); the others, as far as it knows
#: them, as no.
_YES = frozenset({"1", "true", "yes"})


def split_csv(path: str, source: str, draft: Draft) -> list[Cut]:
    """Put the records of a CSV file into the draft; return the pieces of its text.

    Raises NotReadError for one that can't be read row by row.
    """
    try:
        found = list(rows(source))
    except csv.Error as error:
        raise NotReadError(text("It can't be read as CSV: %(cause)s.", cause=error)) from error
    header = found[0].cells if found else []
    fields = [column(name)[0] for name in header]
    plain = all(name and "/" not in name and ":" not in name and "@" not in name for name in fields)
    if "id" not in header or not plain or len(set(fields)) < len(fields) or "\ufeff" in source:
        raise NotReadError(text("Its columns are not each one field of a record with an XML id."))
    cuts = [Cut(found[0].text)]
    line = 1 + found[0].text.count("\n")
    model = PurePosixPath(path).stem
    for row in found[1:]:
        raw = _record(path, header, row.cells, draft) if row.cells else None
        sort = "access right" if model == "ir.model.access" else "data record"
        if row.cells:
            name = draft.names.local(dict(zip(header, row.cells, strict=False)).get("id", ""))
            reason = "" if raw is not None else text("The row is not one record of its own.")
            draft.found(sort, path, line, name, raw, reason)
        cuts.append(Cut(row.text, raw))
        line += row.text.count("\n")
    return cuts


def _record(path: str, header: Sequence[str], cells: Sequence[str], draft: Draft) -> Raw | None:
    model, demo = PurePosixPath(path).stem, draft.loaded[path]
    xml_id = draft.names.local(dict(zip(header, cells, strict=False)).get("id", ""))
    if len(cells) != len(header) or not xml_id or xml_id in draft.names.taken:
        return None
    values = _values(header, cells, draft)
    raw = _access(xml_id, values, draft) if model == "ir.model.access" and not demo else None
    if raw is None:
        raw = _data(model, xml_id, values, demo, draft)
    draft.names.taken.add(xml_id)
    return raw


def _values(header: Sequence[str], cells: Sequence[str], draft: Draft) -> Raw:
    values: Raw = {}
    for name, cell in zip(header, cells, strict=True):
        field, by_id = column(name)
        if field == "id" or not cell:
            continue
        if not by_id:
            values[field] = cell
        elif "," in cell:
            values[field] = {"refs": [draft.names.local(one.strip()) for one in cell.split(",")]}
        else:
            local = draft.names.local(cell.strip())
            model = draft.names.own_model(local)
            values[field] = {"model": model} if model else {"ref": local}
    return values


def _access(xml_id: str, values: Raw, draft: Draft) -> Raw | None:
    """Return a row of access rights as such, None where it says more or less than one."""
    left = dict(values)
    model = left.pop("model_id", None)
    group = left.pop("group_id", None)
    name = left.pop("name", "")
    flags = {flag: str(left.pop(flag, "0")).lower() in _YES for flag in _PERMISSIONS}
    known = _model(model, draft)
    if not known or not name or "." in xml_id or not isinstance(group or {}, dict):
        return None
    if group is not None and "ref" not in group:
        return None
    raw = {
        "xml_id": xml_id,
        "name": name,
        "model": known,
        "group": group["ref"] if group else "",
        **flags,
        "further": left,
    }
    return draft.add("access", said(Access, raw))


def _model(value: Any, draft: Draft) -> str | None:
    if not isinstance(value, dict):
        return None
    if "model" in value:
        return str(value["model"])
    return draft.names.model_known_as(value["ref"]) if "ref" in value else None


def _data(model: str, xml_id: str, values: Raw, demo: bool, draft: Draft) -> Raw:
    raw = {
        "xml_id": xml_id,
        "model": model,
        "values": draft.names.typed(model, values),
        "demo": demo,
    }
    return draft.add("data", said(Data, raw))
