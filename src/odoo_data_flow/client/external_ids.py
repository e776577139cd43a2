"""External ids over RPC: what names stand for, and what records are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from ..connect import AccessError
from ..messages import text
from .domain import D, Domain
from .model import Row
from .odoo import Odoo

#: So many names, or ids, are asked for in one call.
SLICE = 2000
Item = TypeVar("Item")


def resolve(odoo: Odoo, names: Iterable[str]) -> dict[str, tuple[str, int]]:
    """What external ids (`module.name`) stand for: name → (model, id), of those that are known.

    Raises AccessError if the user may not read external ids.
    """
    modules: dict[str, list[str]] = {}
    for full in names:
        module, _dot, name = full.partition(".")
        modules.setdefault(module, []).append(name)
    found = {}
    for module, of_module in modules.items():
        for part in slices(of_module):
            domain = (D("module") == module) & D("name").in_(part)
            for row in _read(odoo, domain, ["name", "model", "res_id"]):
                found[f"{module}.{row['name']}"] = (str(row["model"]), int(row["res_id"]))
    return found


def names_of(odoo: Odoo, model: str, ids: Iterable[int]) -> dict[int, str]:
    """The external ids of records: id → name, the oldest if there are several.

    Raises AccessError if the user may not read external ids.
    """
    found: dict[int, str] = {}
    for part in slices(ids):
        domain = (D("model") == model) & D("res_id").in_(part)
        for row in _read(odoo, domain, ["module", "name", "res_id"]):
            found.setdefault(row["res_id"], f"{row['module']}.{row['name']}")
    return found


def slices(items: Iterable[Item], size: int = SLICE) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def _read(odoo: Odoo, domain: Domain, fields: Sequence[str]) -> list[Row]:
    try:
        return odoo["ir.model.data"].search_read(domain, fields, order="id")
    except AccessError as error:
        raise AccessError(
            "ir.model.data",
            text("the user of the connection may not read external ids."),
            text("Give the user the right Administration: Access Rights."),
        ) from error
