"""Records of a model as frames, batch by batch: Odoo as a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import polars as pl

from ..connect import UnknownField
from ..messages import text
from .domain import EVERYTHING
from .external_ids import names_of, slices
from .fields import MANY, Field, fields_of
from .model import PAGE, Row, Where
from .odoo import Odoo


def read_batches(
    odoo: Odoo,
    model: str,
    fields: Sequence[str],
    domain: Where = EVERYTHING,
    *,
    chunk_size: int = PAGE,
    max_pages: int | None = None,
    after: int = 0,
    archived: bool = False,
    namespace: str | None = None,
    nameless: Counter[str] | None = None,
) -> Iterator[pl.DataFrame]:
    """Frames of at most `chunk_size` records, in the order of their ids, with a column per field.

    `fields`: names of fields, and paths as Odoo's export has them: `.id` the record's id, `id` its
    external id; for a relation `country_id` or `country_id/.id` ids, `country_id/id` external
    ids, `country_id/code` a field of the related record (many2one only). Paging is by id: records
    that come or go meanwhile shift nothing. `after`: only larger ids. `archived`: archived records
    too. `namespace`: a record without an external id is called `<namespace>.<model>_<id>`;
    without a namespace it has null, and `nameless` counts it: path → places that are empty for that
    reason, or lists that lack it. Without records there is one frame, with the columns alone.

    Raises UnknownField and every other ConnectError.
    """
    source = odoo[model].with_archived() if archived else odoo[model]
    paths = [path.partition("/") for path in fields]
    names = [name for name, _slash, _sub in paths if name not in ("id", ".id")]
    known = fields_of(source, list(dict.fromkeys(names)))
    known["id"] = known[".id"] = Field("id", "integer", "ID")
    lacking = Counter[str]() if nameless is None else nameless
    makers = [
        _maker(odoo, model, known[name], path, sub if slash else None, namespace, lacking)
        for path, (name, slash, sub) in zip(fields, paths, strict=True)
    ]
    wanted = [name for name in known if name not in ("id", ".id")] or ["id"]
    given = False
    for page in source.pages(
        domain, wanted, chunk_size=chunk_size, max_pages=max_pages, after=after, names=False
    ):
        yield pl.DataFrame([make(page) for make in makers])
        given = True
    if not given:
        yield pl.DataFrame([make([]) for make in makers])


def _maker(
    odoo: Odoo,
    model: str,
    field: Field,
    path: str,
    sub: str | None,
    namespace: str | None,
    nameless: Counter[str],
) -> Callable[[list[Row]], pl.Series]:
    """What makes the column of one path of a page of records."""

    def raw(page: list[Row]) -> pl.Series:
        return field.column([row[field.name] for row in page]).alias(path)

    def translated(page: list[Row], names: Callable[[list[int]], dict[int, Any]]) -> pl.Series:
        ids = raw(page)
        flat = ids.explode() if field.type in MANY else ids
        known = names(flat.drop_nulls().unique().sort().to_list())
        if path == "id" or sub == "id":
            nameless[path] += sum(one is not None and one not in known for one in flat)
        if field.type in MANY:
            lists = [[known[one] for one in many if one in known] for many in ids]
            return pl.Series(path, lists, dtype=pl.List(pl.String()))
        return pl.Series(path, [known.get(one) for one in ids], strict=False)

    def external(related: str) -> Callable[[list[int]], dict[int, Any]]:
        def names(ids: list[int]) -> dict[int, Any]:
            known = names_of(odoo, related, ids)
            if namespace:
                stem = f"{namespace}.{related.replace('.', '_')}"
                return {one: known.get(one, f"{stem}_{one}") for one in ids}
            return known

        return names

    if path == "id":
        return lambda page: translated(page, external(model)).cast(pl.String())
    if sub is None or (sub == ".id" and field.relation):
        return raw
    if not field.relation or (sub != "id" and field.type != "many2one"):
        raise UnknownField(
            f"{model}.{path}",
            text("%(name)s is no many2one field, so that it leads to nothing.", name=field.name),
            text("Take out what stands after the slash."),
        )
    related = field.relation
    if sub == "id":
        names = external(related)
        dtype = pl.List(pl.String()) if field.type in MANY else pl.String()
        return lambda page: translated(page, names).cast(dtype)
    target = fields_of(odoo[related], [sub])[sub]

    def values(ids: list[int]) -> dict[int, Any]:
        rows = [row for part in slices(ids) for row in odoo[related].read(part, [sub])]
        column = target.column([row[sub] for row in rows])
        return dict(zip([row["id"] for row in rows], column, strict=True))

    return lambda page: translated(page, values).cast(target.dtype)
