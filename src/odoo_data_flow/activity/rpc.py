"""A server of Odoo as the source of an analysis, and the marks that are written to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl

from ..client import Condition, D, Domain, Odoo
from ..client.batches import read_batches
from ..client.external_ids import slices
from ..client.fields import fields_of
from ..client.model import Model
from ..connect import ServerFault, UnknownModel, ValidationError
from ..errors import FlowError
from ..messages import text
from ..read.odoo.options import EXCLUDE
from .policy import Evidence
from .source import EXCLUDED_ON, Known, Written
from .visible import show_marks

#: The first versions that give the newest date of a group, and that do so by another method.
_GROUPS, _FORMATTED = 11, 19
_STAMP = "%Y-%m-%d %H:%M:%S"
#: Records that are marked in one call.
_BATCH = 1_000


class RpcSource:
    """Reads over RPC, with the rights of the user: who sees no orders finds no activity."""

    def __init__(self, odoo: Odoo) -> None:
        self._odoo = odoo

    def fields(self, model: str) -> Mapping[str, Known] | None:
        try:
            found = self._odoo[model].fields_get([], ["type", "relation", "related", "store"])
        except UnknownModel:
            return None
        return {name: _known(described) for name, described in found.items()}

    def records(self, model: str, fields: Sequence[str]) -> pl.DataFrame:
        paths = [".id", *fields]
        pages = read_batches(self._odoo, model, paths, archived=True)
        return pl.concat(pages).rename({".id": "id"})

    def latest(self, evidence: Evidence, path: str) -> pl.DataFrame:
        first, _dot, rest = path.partition(".")
        grouped = "." not in (evidence.date or "")
        if grouped and self._odoo.version.major >= _GROUPS:
            pairs = self._groups(evidence, first)
        else:
            pairs = self._pages(evidence, first)
        if rest:
            pairs = self._beyond(pairs, "id", evidence.model, first, rest)
        return pairs.drop_nulls("id").group_by("id").agg(pl.col("last").max())

    def _groups(self, evidence: Evidence, field: str) -> pl.DataFrame:
        """One row for each record that `field` names, summed up by the server."""
        model, date = self._odoo[evidence.model].with_archived(), evidence.date
        domain = (Domain.parse(evidence.domain) & (D(field) != False)).to_list()  # noqa: E712
        newest = [f"{date}:max"] if date else []
        if self._odoo.version.major >= _FORMATTED:
            rows = model.call(
                "formatted_read_group", domain=domain, groupby=[field], aggregates=newest
            )  # fmt: skip
            value = f"{date}:max"
        else:
            rows = model.call(
                "read_group", domain=domain, fields=newest or ["id:count"], groupby=[field],
                lazy=False,
            )  # fmt: skip
            value = date or ""
        texts = [row.get(value) or None for row in rows]
        return pl.DataFrame(
            {"id": [_number(row[field]) for row in rows], "last": texts},
            schema={"id": pl.Int64, "last": pl.String},
        ).with_columns(_moment("last"))

    def _pages(self, evidence: Evidence, field: str) -> pl.DataFrame:
        """The records one by one, as dates beyond a relation can't be summed up by the server."""
        link, _dot, rest = (evidence.date or "").partition(".")
        paths = list(dict.fromkeys([field, *([link] if link else [])]))
        pages = [
            page.unique()
            for page in read_batches(
                self._odoo, evidence.model, paths, Domain.parse(evidence.domain), archived=True
            )
        ]
        last = pl.col(link) if link else pl.lit(None, pl.Datetime("us"))
        pairs = pl.concat(pages).unique().select(pl.col(field).alias("id"), last.alias("last"))
        if rest:
            pairs = self._beyond(pairs, "last", evidence.model, link, rest)
        return pairs.with_columns(pl.col("last").cast(pl.Datetime("us")))

    def _beyond(
        self, frame: pl.DataFrame, column: str, model: str, field: str, path: str
    ) -> pl.DataFrame:
        """The frame with what the path leads to in place of the ids of `model.field` in it."""
        related = fields_of(self._odoo[model], [field])[field].relation or ""
        name, _dot, rest = path.partition(".")
        ids = frame[column].drop_nulls().unique().sort().to_list()
        own = self._odoo[related].with_archived()
        target = fields_of(own, [name])[name]
        rows = [row for part in slices(ids) for row in own.read(part, [name], names=False)]
        values = pl.DataFrame(
            {
                column: pl.Series([row["id"] for row in rows], dtype=pl.Int64),
                "value": target.column([row[name] for row in rows]),
            }
        )
        found = frame.join(values, on=column, how="left").drop(column)
        found = found.rename({"value": column})
        return self._beyond(found, column, related, name, rest) if rest else found


class RpcMarker:
    """Writes marks over RPC; making the fields needs the right to change settings."""

    def __init__(self, odoo: Odoo) -> None:
        self._odoo = odoo

    def prepare(self, model: str) -> list[str]:
        known = RpcSource(self._odoo).fields(model) or {}
        if EXCLUDE in known and known[EXCLUDE].related:
            raise FlowError(
                f"{model}.{EXCLUDE}",
                text(
                    "shows the mark of another record (%(related)s); mark that model instead, the "
                    "records here follow.",
                    related=known[EXCLUDE].related,
                ),
            )
        told = []
        (number,) = self._odoo["ir.model"].search(D("model") == model)
        for name, described in _FIELDS.items():
            if name in known:
                if known[name].type != described["ttype"]:
                    raise FlowError(
                        f"{model}.{name}",
                        text(
                            "is of type %(type)s, not %(ttype)s; rename that field, it was not "
                            "made by this program.",
                            type=known[name].type,
                            ttype=described["ttype"],
                        ),
                    )
                continue
            values = {"model_id": number, "name": name, "state": "manual", "copied": False}
            self._odoo["ir.model.fields"].create({**values, **described})
            told.append(text("%(model)s has the new field %(name)s.", model=model, name=name))
        return told + show_marks(self._odoo, model)

    def mark(self, model: str, ids: Sequence[int], moment: datetime) -> Written:
        values = {EXCLUDE: True, EXCLUDED_ON: moment.strftime(_STAMP)}
        free = (D(EXCLUDE) == False) & (D(EXCLUDED_ON) == False)  # noqa: E712
        return self._write(model, ids, values, free)

    def unmark(self, model: str, ids: Sequence[int]) -> Written:
        ours = (D(EXCLUDE) == True) & (D(EXCLUDED_ON) != False)  # noqa: E712
        return self._write(model, ids, {EXCLUDE: False, EXCLUDED_ON: False}, ours)

    def _write(
        self, model: str, ids: Sequence[int], values: dict[str, Any], if_still: Domain
    ) -> Written:
        target = self._odoo[model].with_archived().with_context(tracking_disable=True)
        written, refused = 0, dict[int, str]()
        for start in range(0, len(ids), _BATCH):
            batch = list(ids[start : start + _BATCH])
            # People work meanwhile: what they have decided since the analysis stays.
            still = target.search(Condition("id", "in", batch) & if_still)
            problems = _set(target, still, values)
            written += len(still) - len(problems)
            refused |= problems
        return Written(written, len(ids) - written - len(refused), refused)


_FIELDS: dict[str, dict[str, Any]] = {
    EXCLUDE: {
        "ttype": "boolean",
        "field_description": "Leave out of migration",
        "help": "Records with this mark are not carried over to the new database. Take the mark "
        "away, and the record comes along; it will not be marked again.",
    },
    EXCLUDED_ON: {
        "ttype": "datetime",
        "field_description": "Left out since",
        "help": "When the record was found to be not in use. Empty: a person has set the mark.",
        "readonly": True,
    },
}


def _set(model: Model, ids: list[int], values: dict[str, Any]) -> dict[int, str]:
    """Write; what is refused is halved until the records that are to blame stand alone."""
    if not ids:
        return {}
    try:
        model.write(ids, values)
    except (ValidationError, ServerFault) as error:
        if len(ids) == 1:
            return {ids[0]: error.cause}
        middle = len(ids) // 2
        return _set(model, ids[:middle], values) | _set(model, ids[middle:], values)
    return {}


def _known(described: Mapping[str, Any]) -> Known:
    stored = described.get("store", True)
    related = "" if stored else described.get("related") or ""
    # Older versions give a list of names.
    path = related if isinstance(related, str) else ".".join(related)
    return Known(described["type"], described.get("relation") or "", path)


def _number(value: Any) -> int | None:
    """The id of a many2one in a group: a pair, or false."""
    return value[0] if value else None


def _moment(name: str) -> pl.Expr:
    """Dates and times of the server, as text, as times."""
    text = pl.col(name).str.slice(0, 19)
    return pl.coalesce(
        text.str.to_datetime(_STAMP, strict=False, time_unit="us"),
        text.str.to_datetime("%Y-%m-%d", strict=False, time_unit="us"),
    )
