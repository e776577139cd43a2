"""Pages that don't shift, domains that mean what they say, keys that can be revoked."""

from __future__ import annotations

import random
import secrets
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo_data_flow import connect
from odoo_data_flow.client import Condition, D, Domain, Odoo
from tests.unit.data_flow.client.evaluate import holds

from .conftest import Server


def test_pages_hold_each_record_once_though_records_come_and_go(odoo: Odoo) -> None:
    tags = odoo["res.partner.category"]
    mark = secrets.token_hex(4)
    ids = tags.create([{"name": f"{mark} {number}"} for number in range(25)])
    wanted = D("name").like(mark)

    seen: list[int] = []
    for number, page in enumerate(tags.pages(wanted, ["name"], chunk_size=10)):
        seen += [row["id"] for row in page]
        if number == 0:
            # By offset, the second page would now begin one record too late.
            tags.unlink(ids[:1])
            late = tags.create({"name": f"{mark} late"})

    assert seen == [*ids, *late]
    assert [len(p) for p in tags.pages(wanted, ["name"], chunk_size=10, max_pages=2)] == [10, 10]
    assert [row["id"] for row in tags.rows(wanted, ["id"], chunk_size=10)] == [*ids[1:], *late]


texts = st.sampled_from(["ab", "Ab", "b", "ba"])
leaves = st.one_of(
    st.builds(Condition, st.just("ref"), st.sampled_from(["=", "!="]), texts | st.just(False)),
    st.builds(
        Condition,
        st.just("ref"),
        st.sampled_from(
            ["like", "not like", "ilike", "not ilike", "=like", "=ilike", "not =like", "not =ilike"]
        ),
        st.sampled_from(["a", "B", "_b", "a%"]),
    ),
    st.builds(
        Condition,
        st.just("ref"),
        st.sampled_from(["in", "not in"]),
        st.lists(texts | st.just(False), max_size=2),
    ),
    st.builds(
        Condition, st.just("color"), st.sampled_from(["<", "<=", ">", ">=", "="]), st.integers(0, 3)
    ),
    st.builds(Condition, st.just("is_company"), st.sampled_from(["=", "!="]), st.booleans()),
    st.builds(Condition, st.just("ref"), st.just("=?"), texts | st.just(False)),
)
domains = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda one: ~one, inner),
        st.builds(lambda one, other: one & other, inner, inner),
        st.builds(lambda one, other: one | other, inner, inner),
        st.builds(lambda one: D("parent_id").any(one), inner),
        st.builds(lambda one: D("parent_id").not_any(one), inner),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def family(server: Server) -> tuple[Odoo, Domain, dict[int, dict[str, Any]]]:
    """Partners with random values, half of them below others."""
    odoo, chance, mark = server.connect(), random.Random(7), secrets.token_hex(4)
    values: list[dict[str, Any]] = [
        {
            "name": mark,
            "ref": chance.choice(["ab", "Ab", "b", "ba", False]),
            "color": chance.randrange(4),
            "is_company": chance.random() < 0.5,
        }
        for _ in range(40)
    ]
    parents = odoo["res.partner"].create(values[:20])
    for value in values[20:]:
        value["parent_id"] = chance.choice(parents)
    ids = [*parents, *odoo["res.partner"].create(values[20:])]
    rows = odoo["res.partner"].search_read(
        D("id").in_(ids), ["ref", "color", "is_company", "parent_id"], names=False
    )
    records = {row["id"]: row for row in rows}
    for row in rows:
        row["parent_id"] = records[row["parent_id"]] if row["parent_id"] else None
    return odoo, D("name") == mark, records


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(domain=domains)
def test_search_finds_what_the_domain_means(
    family: tuple[Odoo, Domain, dict[int, dict[str, Any]]], domain: Domain
) -> None:
    odoo, ours, records = family
    expected = sorted(key for key, row in records.items() if holds(domain.to_list(), row))

    for form in (domain, domain.normalized(), (~domain).negated()):
        assert odoo["res.partner"].search(ours & form, order="id") == expected
    others = sorted(records.keys() - set(expected))
    assert odoo["res.partner"].search(ours & ~domain, order="id") == others


def test_revoked_key_is_an_authentication_error(server: Server, odoo: Odoo) -> None:
    guest = server.connect(api_key=server.reader_key)
    assert guest.uid

    odoo["res.users"].write([guest.uid], {"active": False})
    with pytest.raises(connect.AuthenticationError):
        guest["res.partner"].search(limit=1)
    odoo["res.users"].write([guest.uid], {"active": True})
