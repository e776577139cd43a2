"""Which records are in use, why, and what that means for their marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from ..client.domain import And, Condition, Domain, Not, Or
from ..errors import FlowError
from ..messages import text
from ..read.odoo.options import EXCLUDE
from .policy import Evidence, ModelPolicy
from .source import EXCLUDED_ON, Known, Source

#: Why a record is in use, the strongest reason first.
WHY = ("transaction", "named", "young", "kept", "above", "below")
#: What is to become of the mark of a record. `mark`, `unmark`: it changes; `marked`, `active`: it
#: is as it should be; `kept`: a person took our mark away; `by_hand`: a person set it.
VERDICTS = ("mark", "unmark", "marked", "active", "kept", "by_hand")


@dataclass(frozen=True)
class Found:
    """What one path of evidence led to. `dated`: it tells when; `missing`: why it could not be
    looked at.
    """

    evidence: str
    dated: bool
    records: int = 0
    missing: str = ""


@dataclass(frozen=True)
class Analysis:
    """The records of a model. `since`: where the months begin (UTC).

    `frame` has a row for each record, by `id`: `active` (boolean), `why` (one of WHY; null if it is
    not in use), `last` (datetime, UTC) the newest transaction and `evidence` where that was, null
    without one; `created`; `excluded`, `excluded_on` the marks as they are; `verdict` (one of
    VERDICTS).
    """

    model: str
    since: datetime
    frame: pl.DataFrame
    found: tuple[Found, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Records by verdict. They add up to all records."""
        verdicts = self.frame["verdict"]
        return {verdict: int((verdicts == verdict).sum()) for verdict in VERDICTS}

    @property
    def is_blind(self) -> bool:
        """Whether there are dates to look for and not one was found: nobody ever used the app, or
        the user who looks may not see its documents.
        """
        dated = [one for one in self.found if one.dated]
        return bool(dated) and not any(one.records for one in dated)

    @property
    def reasons(self) -> dict[str, int]:
        """Records in use by why they are."""
        return {why: int((self.frame["why"] == why).sum()) for why in WHY}

    def ids(self, verdict: str) -> list[int]:
        """The records of a verdict, in order."""
        ids: list[int] = self.frame.filter(pl.col("verdict") == verdict)["id"].sort().to_list()
        return ids


def analyse(policy: ModelPolicy, source: Source, now: datetime) -> Analysis:
    """Look at every record of a model. Reads only.

    `policy.months` must be set (see ActivityPolicy.of); `now`: the end of these months (UTC,
    without time zone). Raises FlowError (path: model, or `model.field` of what is missing).
    """
    if policy.months is None:
        raise ValueError("the months are not filled in")
    since = months_before(now, policy.months)
    schema = _Schema(source)
    found, signs = [], [pl.DataFrame(schema=_SIGN)]
    for evidence in policy.evidence:
        for path in evidence.records:
            missing = schema.missing(policy.model, evidence, path)
            if missing and not evidence.optional:
                raise FlowError(
                    evidence.label(path),
                    text("%(missing)s Correct it, or set `optional`.", missing=missing),
                )
            sign = None if missing else _sign(evidence, path, source)
            if sign is not None:
                signs.append(sign)
            count = 0 if sign is None else sign.height
            found.append(Found(evidence.label(path), evidence.date is not None, count, missing))
    records = _records(policy, source, schema)
    frame = _judged(records, pl.concat(signs), since, policy.children)
    return Analysis(policy.model, since, frame, tuple(found))


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and time so many months ago, or the last day of that month."""
    shifted: datetime = pl.select(pl.lit(moment).dt.offset_by(f"-{months}mo")).item()
    return shifted


_SIGN: dict[str, pl.DataType] = {
    "id": pl.Int64(), "last": pl.Datetime("us"), "named": pl.Boolean(),
    "evidence": pl.String(),
}  # fmt: skip


def _sign(evidence: Evidence, path: str, source: Source) -> pl.DataFrame:
    return source.latest(evidence, path).select(
        "id",
        pl.col("last").cast(pl.Datetime("us")),
        pl.lit(evidence.date is None).alias("named"),
        pl.lit(evidence.label(path)).alias("evidence"),
    )


def _records(policy: ModelPolicy, source: Source, schema: _Schema) -> pl.DataFrame:
    """All records: id, created, parent, excluded, excluded_on."""
    known = schema.fields(policy.model)
    if known is None:
        raise FlowError(
            policy.model, text("the source has no such model; take it out of the policy.")
        )
    names = {"create_date": "created", EXCLUDE: "excluded", EXCLUDED_ON: "excluded_on"}
    if policy.parent:
        if known.get(policy.parent, Known("")).relation != policy.model:
            raise FlowError(
                f"{policy.model}.{policy.parent}",
                text("is no many2one field to %(model)s.", model=policy.model),
            )
        names[policy.parent] = "parent"
    wanted = [name for name in names if name in known]
    frame = source.records(policy.model, wanted).rename({name: names[name] for name in wanted})
    types: dict[str, pl.DataType] = {
        "created": pl.Datetime("us"), "excluded": pl.Boolean(), "excluded_on": pl.Datetime("us"),
        "parent": pl.Int64(),
    }  # fmt: skip
    return frame.select(
        "id",
        *(
            (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
            for name, dtype in types.items()
        ),
    ).with_columns(pl.col("excluded").fill_null(False))


def _judged(
    records: pl.DataFrame, signs: pl.DataFrame, since: datetime, children: bool
) -> pl.DataFrame:
    newest = (
        signs.sort("last", "evidence", nulls_last=False)
        .group_by("id")
        .agg(
            pl.col("last").last(),
            pl.col("named").any(),
            pl.when(pl.col("last").is_not_null())
            .then(pl.col("evidence"))
            .drop_nulls()
            .last()
            .alias("evidence"),
        )
    )
    kept = ~pl.col("excluded") & pl.col("excluded_on").is_not_null()
    frame = records.join(newest, on="id", how="left").with_columns(
        why=pl.when(pl.col("last") >= since)
        .then(pl.lit("transaction"))
        .when(pl.col("named").fill_null(False))
        .then(pl.lit("named"))
        .when(pl.col("created") >= since)
        .then(pl.lit("young"))
        .when(kept)
        .then(pl.lit("kept"))
    )
    frame = _spread(frame, children)
    return frame.select(
        "id",
        pl.col("why").is_not_null().alias("active"),
        "why",
        "last",
        "evidence",
        "created",
        "excluded",
        "excluded_on",
        verdict(pl.col("why").is_not_null()).alias("verdict"),
    ).sort("id")


def verdict(active: pl.Expr) -> pl.Expr:
    """What is to become of the mark, by the columns `excluded` and `excluded_on`.

    Only what nobody has decided is decided here: a mark without a time is a person's, and so is a
    time without a mark.
    """
    marked, ours = pl.col("excluded"), pl.col("excluded_on").is_not_null()
    return (
        pl.when(marked & ~ours)
        .then(pl.lit("by_hand"))
        .when(~marked & ours)
        .then(pl.lit("kept"))
        .when(marked)
        .then(pl.when(active).then(pl.lit("unmark")).otherwise(pl.lit("marked")))
        .otherwise(pl.when(active).then(pl.lit("active")).otherwise(pl.lit("mark")))
    )


def _spread(frame: pl.DataFrame, children: bool) -> pl.DataFrame:
    """What is below records that are in use by themselves, and above all that are in use."""
    links = frame.select("id", "parent").drop_nulls()
    own = frame.filter(pl.col("why").is_not_null())["id"]
    below = _reached(own, links, "parent", "id") if children else own
    above = _reached(below, links, "id", "parent")
    return frame.with_columns(
        why=pl.coalesce(
            "why",
            pl.when(pl.col("id").is_in(below.implode())).then(pl.lit("below")),
            pl.when(pl.col("id").is_in(above.implode())).then(pl.lit("above")),
        )
    )


def _reached(start: pl.Series, links: pl.DataFrame, here: str, there: str) -> pl.Series:
    """All ids that links lead to from some, these included; rings end by themselves."""
    reached = edge = start.unique()
    while len(edge):
        following = links.filter(pl.col(here).is_in(edge.implode()))[there].unique()
        edge = following.filter(~following.is_in(reached.implode())).alias(reached.name)
        reached = pl.concat([reached, edge])
    return reached


class _Schema:
    """The fields of the source's models, each model asked for once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._models: dict[str, Mapping[str, Known] | None] = {}

    def fields(self, model: str) -> Mapping[str, Known] | None:
        """See Source.fields."""
        if model not in self._models:
            self._models[model] = self._source.fields(model)
        return self._models[model]

    def missing(self, model: str, evidence: Evidence, path: str) -> str:
        """What of an evidence the source lacks, as a sentence; empty: nothing."""
        dates = ("date", "datetime")
        wanted = [(path, ("many2one",)), *((one, ()) for one in _fields_of(evidence.domain))]
        if evidence.date:
            wanted.append((evidence.date, dates))
        for one, types in wanted:
            end, known = evidence.model, Known("")
            for name in one.split("."):
                fields = self.fields(end) if end else None
                if fields is None:
                    return text("There is no model %(end)s.", end=repr(end or one))
                if name not in fields:
                    return text("%(end)s has no field %(name)s.", end=end, name=repr(name))
                known = fields[name]
                end = known.relation
            if types and known.type not in types:
                return text(
                    "%(model)s.%(field)s is no %(types)s.",
                    model=evidence.model,
                    field=one,
                    types=text("date or datetime") if types == dates else types[0],
                )
            if one == path and end != model:
                return text(
                    "%(model)s.%(field)s leads to %(end)s, not to %(wanted)s.",
                    model=evidence.model,
                    field=one,
                    end=end,
                    wanted=model,
                )
        return ""


def _fields_of(items: object) -> Iterator[str]:
    domain = Domain.parse(list(items)) if isinstance(items, (list, tuple)) else items
    if isinstance(domain, Condition):
        yield domain.field
    elif isinstance(domain, Not):
        yield from _fields_of(domain.domain)
    elif isinstance(domain, (And, Or)):
        for part in domain.domains:
            yield from _fields_of(part)
