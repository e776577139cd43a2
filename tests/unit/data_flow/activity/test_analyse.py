"""Which records are in use, and who decides about their marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo_data_flow.activity import (
    DECLARED,
    EXCLUDED_ON,
    Analysis,
    Evidence,
    Known,
    ModelPolicy,
    Written,
    analyse,
    dump_policy,
    parse_policy,
    write_marks,
)
from odoo_data_flow.activity.analyse import months_before
from odoo_data_flow.errors import FlowError, InvalidFlow
from odoo_data_flow.read.odoo.options import EXCLUDE

NOW = datetime(2026, 3, 31, 12)
OLD, RECENT = datetime(2019, 5, 1), datetime(2026, 1, 1)
ORDERS = Evidence(model="order", records=("partner_id",), date="date")
POLICY = ModelPolicy(
    model="partner", evidence=(ORDERS,), parent="parent_id", children=True, months=24
)


class Memory:
    """A database of partners and orders, and the marks in it."""

    def __init__(self, *partners: dict[str, Any], orders: Sequence[tuple[int, datetime]] = ()):
        self.partners = [
            {
                "id": 0,
                "create_date": OLD,
                "parent_id": None,
                EXCLUDE: False,
                EXCLUDED_ON: None,
                **own,
            }
            for own in partners
        ]
        self.orders = list(orders)

    def fields(self, model: str) -> Mapping[str, Known] | None:
        return {
            "partner": {
                "create_date": Known("datetime"),
                "parent_id": Known("many2one", "partner"),
                EXCLUDE: Known("boolean"),
                EXCLUDED_ON: Known("datetime"),
            },
            "order": {
                "partner_id": Known("many2one", "partner"),
                "product_id": Known("many2one", "product"),
                "date": Known("datetime"),
                "name": Known("char"),
            },
        }.get(model)

    def records(self, model: str, fields: Sequence[str]) -> pl.DataFrame:
        return pl.DataFrame(self.partners, infer_schema_length=None).select("id", *fields)

    def latest(self, evidence: Evidence, path: str) -> pl.DataFrame:
        schema = {"id": pl.Int64, "last": pl.Datetime("us")}
        frame = pl.DataFrame(self.orders, schema=schema, orient="row")
        last = pl.col("last").max() if evidence.date else pl.lit(None, pl.Datetime("us"))
        return frame.group_by("id").agg(last.alias("last"))

    def prepare(self, model: str) -> list[str]:
        return []

    def mark(self, model: str, ids: Sequence[int], moment: datetime) -> Written:
        return self._set(ids, True, moment)

    def unmark(self, model: str, ids: Sequence[int]) -> Written:
        return self._set(ids, False, None)

    def _set(self, ids: Sequence[int], mark: bool, moment: datetime | None) -> Written:
        for partner in self.partners:
            if partner["id"] in ids:
                partner.update({EXCLUDE: mark, EXCLUDED_ON: moment})
        return Written(len(ids), 0, {})


def why(analysis: Analysis) -> dict[int, str | None]:
    return dict(zip(analysis.frame["id"], analysis.frame["why"], strict=True))


def test_transactions_and_youth_are_what_keeps_records_in_use() -> None:
    source = Memory(
        {"id": 1}, {"id": 2}, {"id": 3}, {"id": 4, "create_date": RECENT},
        orders=[(1, OLD), (1, RECENT), (2, OLD), (99, RECENT)],
    )  # fmt: skip

    analysis = analyse(POLICY, source, NOW)

    assert why(analysis) == {1: "transaction", 2: None, 3: None, 4: "young"}
    assert analysis.frame["last"].to_list() == [RECENT, OLD, None, None]
    assert analysis.frame["evidence"].to_list() == ["order.partner_id"] * 2 + [None] * 2
    assert analysis.counts["mark"] == 2
    assert sum(analysis.counts.values()) == 4


def test_what_is_above_a_record_in_use_stays_and_so_does_what_is_below() -> None:
    """1 is above 2, 3 and 4; 5 is below 3. Only 3 has orders; 6 and 7 are each other's parent."""
    source = Memory(
        {"id": 1}, {"id": 2, "parent_id": 1}, {"id": 3, "parent_id": 1}, {"id": 4, "parent_id": 2},
        {"id": 5, "parent_id": 3}, {"id": 6, "parent_id": 7}, {"id": 7, "parent_id": 6},
        orders=[(3, RECENT)],
    )  # fmt: skip

    family = why(analyse(POLICY, source, NOW))
    alone = why(analyse(POLICY.model_copy(update={"children": False}), source, NOW))

    assert family == {
        1: "above", 2: None, 3: "transaction", 4: None, 5: "below", 6: None, 7: None,
    }  # fmt: skip
    assert alone == {**family, 5: None}


def test_being_named_is_enough_where_no_date_is_asked_for() -> None:
    policy = POLICY.model_copy(update={"evidence": (ORDERS.model_copy(update={"date": None}),)})

    assert why(analyse(policy, Memory({"id": 1}, {"id": 2}, orders=[(1, OLD)]), NOW)) == {
        1: "named",
        2: None,
    }


def test_what_a_person_wants_to_come_along_brings_what_is_above_it() -> None:
    source = Memory({"id": 1}, {"id": 2, "parent_id": 1, EXCLUDED_ON: OLD})

    analysis = analyse(POLICY, source, NOW)

    assert why(analysis) == {1: "above", 2: "kept"}
    assert analysis.counts == {**dict.fromkeys(analysis.counts, 0), "active": 1, "kept": 1}


@given(
    st.lists(
        st.sampled_from(["run", "order", "forget", "check", "uncheck"]), min_size=1, max_size=12
    )
)
def test_what_a_person_has_decided_is_never_changed(events: list[str]) -> None:
    source = Memory({"id": 1}, {"id": 2, "create_date": RECENT}, orders=[(2, RECENT)])
    partner, decided = source.partners[0], None
    for event in events:
        if event == "run":
            write_marks(analyse(POLICY, source, NOW), source, NOW)
        elif event in ("order", "forget"):
            source.orders = [(2, RECENT), *([(1, RECENT)] if event == "order" else [])]
        else:
            before, partner[EXCLUDE] = partner[EXCLUDE], event == "check"
            # Whoever sets a mark back that was ours agrees with us.
            agrees = partner[EXCLUDE] == bool(partner[EXCLUDED_ON])
            if before != partner[EXCLUDE]:
                decided = None if agrees else partner[EXCLUDE]
        assert decided is None or partner[EXCLUDE] == decided


def test_our_mark_goes_when_a_record_is_in_use_again() -> None:
    source = Memory({"id": 1}, {"id": 2}, orders=[(2, RECENT)])
    first = write_marks(analyse(POLICY, source, NOW), source, NOW)
    again = write_marks(analyse(POLICY, source, NOW), source, NOW)
    source.orders.append((1, RECENT))

    last = write_marks(analyse(POLICY, source, NOW), source, NOW)

    assert [(one.marked, one.unmarked) for one in (first, again, last)] == [(1, 0), (0, 0), (0, 1)]
    assert not source.partners[0][EXCLUDE]


def test_nothing_is_marked_where_not_one_transaction_is_seen() -> None:
    source = Memory({"id": 1})

    with pytest.raises(FlowError, match="everything would be marked"):
        write_marks(analyse(POLICY, source, NOW), source, NOW)

    assert not source.partners[0][EXCLUDE]


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ({"model": "nothing", "records": ["a"]}, "There is no model 'nothing'"),
        ({"model": "order", "records": ["customer"]}, "order has no field 'customer'"),
        ({"model": "order", "records": ["product_id"]}, "leads to product, not to partner"),
        ({"model": "order", "records": ["name"]}, "is no many2one"),
        ({"model": "order", "records": ["partner_id"], "date": "name"}, "is no date or datetime"),
        ({"model": "order", "records": ["partner_id"], "domain": [["x", "=", 1]]}, "no field 'x'"),
    ],
)
def test_evidence_that_the_source_lacks_is_told_or_stops(
    evidence: dict[str, Any], said: str
) -> None:
    for optional in (True, False):
        given = Evidence.model_validate({**evidence, "optional": optional})
        policy = POLICY.model_copy(update={"evidence": (given,)})
        if optional:
            (found,) = analyse(policy, Memory({"id": 1}), NOW).found
            assert said in found.missing
        else:
            with pytest.raises(FlowError, match=said):
                analyse(policy, Memory({"id": 1}), NOW)


def test_months_end_where_months_end() -> None:
    assert months_before(NOW, 1) == datetime(2026, 2, 28, 12)
    assert months_before(NOW, 24) == datetime(2024, 3, 31, 12)


def test_policies_are_documents() -> None:
    assert parse_policy(dump_policy(DECLARED)) == DECLARED
    with pytest.raises(InvalidFlow) as caught:
        parse_policy(
            {
                "months": 0,
                "models": [
                    {
                        "model": "a",
                        "children": True,
                        "evidence": [{"model": "b", "records": ["c"]}],
                    },
                    {"model": "a", "evidence": [{"model": "b", "records": ["c"], "domain": ["?"]}]},
                    {"model": "a", "evidence": [{"model": "b", "records": ["c d"], "colour": 1}]},
                ],
            }
        )
    assert {problem.path for problem in caught.value.problems} >= {
        "months",
        "models.0",
        "models.1.evidence.0",
        "models.2.evidence.0.records.0",
        "models.2.evidence.0.colour",
    }
