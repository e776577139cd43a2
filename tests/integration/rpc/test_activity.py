"""Records that are not in use are marked in a real Odoo, and stay there."""

from __future__ import annotations

import csv
import json
import re
import shlex
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import polars as pl
import psycopg2
import pytest
from polars.testing import assert_frame_equal
from typer.testing import CliRunner

from dev.paths import ROOT
from odoo_data_flow.activity import (
    DECLARED,
    DEFAULT,
    EXCLUDED_ON,
    Analysis,
    Evidence,
    ModelPolicy,
    RpcMarker,
    RpcSource,
    analyse,
    database_source,
    load_policy,
    rpc,
    write_marks,
)
from odoo_data_flow.cli.main import app
from odoo_data_flow.client import D, Odoo
from odoo_data_flow.connect import Secret
from odoo_data_flow.connect.database import Database
from odoo_data_flow.errors import FlowError
from odoo_data_flow.read import READERS, Request
from odoo_data_flow.read.odoo.options import EXCLUDE

from .conftest import Server

NOW = datetime.now(timezone.utc).replace(tzinfo=None)
LONG_AGO, LATELY = "2019-05-01 12:00:00", f"{NOW - timedelta(days=30):%Y-%m-%d %H:%M:%S}"
GUIDE = ROOT / "docs" / "howto" / "leave-out-inactive-records.md"
Ids = dict[str, int]


@pytest.fixture(scope="module")
def people(shop: Odoo, shop_server: Server) -> Ids:
    """Partners and products of long ago, and what they bought."""
    names = ["buyer", "contact", "head", "branch", "former", "idle", "cancelled", "freed", "own"]
    ids = dict(zip(names, shop["res.partner"].create([{"name": n} for n in names]), strict=True))
    parents = {"contact": "buyer", "branch": "head"}
    for child, parent in parents.items():
        shop["res.partner"].write([ids[child]], {"parent_id": ids[parent]})
    shop["res.partner"].write([ids["idle"]], {"active": False})
    sold, _unsold = shop["product.template"].create([{"name": "Sold"}, {"name": "Unsold"}])
    variants = shop["product.product"].search(D("product_tmpl_id") == sold)
    line = (0, 0, {"product_id": variants[0], "product_uom_qty": 1})
    orders = shop["sale.order"].create(
        [
            {"partner_id": ids["buyer"], "date_order": LONG_AGO},
            {"partner_id": ids["buyer"], "date_order": LATELY, "order_line": [line]},
            {"partner_id": ids["branch"], "date_order": LATELY},
            {"partner_id": ids["former"], "date_order": LONG_AGO},
            {"partner_id": ids["cancelled"], "date_order": LATELY},
        ]
    )
    shop["sale.order"].call("action_cancel", orders[-1:])
    with psycopg2.connect(shop_server.database_url) as connection, connection.cursor() as cursor:
        for table in ("res_partner", "product_template", "product_product"):
            cursor.execute(f"UPDATE {table} SET create_date = '2015-01-01 00:00:00'")
    connection.close()
    return ids


@pytest.fixture
def marked(shop: Odoo, people: Ids) -> Iterator[Odoo]:
    """With the marks of a first time, and none of them in the end."""
    mark(shop)
    yield shop
    everybody = shop["res.partner"].with_archived()
    everybody.write(everybody.search(), {EXCLUDE: False, EXCLUDED_ON: False})


def mark(odoo: Odoo, model: str = "res.partner") -> Any:
    return write_marks(look(odoo, model), RpcMarker(odoo), NOW)


def look(odoo: Odoo, model: str = "res.partner") -> Analysis:
    return analyse(DEFAULT.of(model), RpcSource(odoo), NOW)


def marks(odoo: Odoo, people: Ids) -> set[str]:
    found = odoo["res.partner"].with_archived().search(D(EXCLUDE) == True)  # noqa: E712
    return {name for name, number in people.items() if number in found}


def test_who_is_in_use_and_why(shop: Odoo, people: Ids) -> None:
    names = {number: name for name, number in people.items()}
    rows = look(shop).frame.filter(pl.col("id").is_in(list(names))).to_dicts()
    found = {names[row["id"]]: row for row in rows}

    assert {name: row["why"] for name, row in found.items()} == {
        "buyer": "transaction",
        "contact": "below",
        "head": "above",
        "branch": "transaction",
        **dict.fromkeys(["former", "idle", "cancelled", "freed", "own"]),
    }
    assert f"{found['buyer']['last']:%Y-%m-%d %H:%M:%S}" == LATELY
    assert f"{found['former']['last']:%Y-%m-%d %H:%M:%S}" == LONG_AGO
    assert found["former"]["evidence"] == "sale.order.partner_shipping_id"
    assert (found["cancelled"]["last"], found["cancelled"]["evidence"]) == (None, None)


@pytest.mark.parametrize("model", ["res.partner", "product.template"])
def test_the_database_finds_what_the_server_finds_in_all_its_versions(
    shop: Odoo,
    shop_server: Server,
    people: Ids,
    model: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = look(shop, model)
    with database_source(Database(Secret(shop_server.database_url))) as source:
        read = analyse(DEFAULT.of(model), source, NOW)
    monkeypatch.setattr(rpc, "_FORMATTED", 99)  # as before Odoo 19
    grouped = look(shop, model)
    monkeypatch.setattr(rpc, "_GROUPS", 99)  # as before Odoo 11
    paged = look(shop, model)

    assert told.counts["active"] > 0
    assert told.counts["mark"] > 0
    for other in (read, grouped, paged):
        assert_frame_equal(seconds(other.frame), seconds(told.frame))
        assert other.found == told.found


@pytest.mark.parametrize(
    "domain",
    [
        [["state", "in", ["sale", "cancel"]]],
        [["state", "not in", ["cancel", "sale"]]],
        [["client_order_ref", "=", False]],
        [["date_order", ">=", "2020-01-01 00:00:00"]],
        ["|", ["partner_id.name", "=", "former"], "!", ["amount_total", "=", 0]],
        [["partner_id.active", "=", True], ["state", "!=", False]],
        [["company_id", "=", 1]],
    ],
)
def test_domains_mean_the_same_in_the_database(
    shop: Odoo, shop_server: Server, people: Ids, domain: list[Any]
) -> None:
    evidence = Evidence.model_validate(
        {"model": "sale.order", "records": ["partner_id"], "date": "date_order", "domain": domain}
    )

    told = RpcSource(shop).latest(evidence, "partner_id")
    with database_source(Database(Secret(shop_server.database_url))) as source:
        read = source.latest(evidence, "partner_id")

    assert told.height
    assert_frame_equal(read.sort("id"), told.sort("id"))


def test_domain_that_needs_the_orm_is_refused_by_the_database(
    shop_server: Server, people: Ids
) -> None:
    evidence = Evidence.model_validate(
        {"model": "sale.order", "records": ["partner_id"], "domain": [["name", "like", "S"]]}
    )
    policy = ModelPolicy(model="res.partner", evidence=(evidence,), months=1)

    with (
        database_source(Database(Secret(shop_server.database_url))) as source,
        pytest.raises(FlowError, match="can't be asked of a database"),
    ):
        analyse(policy, source, NOW)


def test_marks_are_written_once_and_what_people_decide_stays(marked: Odoo, people: Ids) -> None:
    partners = marked["res.partner"].with_archived()
    first = {"former", "idle", "cancelled", "freed", "own"}
    assert marks(marked, people) == first
    before = partners.search_read(D(EXCLUDE) == True, ["write_date"], order="id")  # noqa: E712
    partners.write([people["freed"]], {EXCLUDE: False})
    partners.write([people["own"]], {EXCLUDED_ON: False})
    partners.write([people["buyer"]], {EXCLUDE: True})

    second = mark(marked)

    assert (second.marked, second.unmarked, second.left, second.notes) == (0, 0, 0, ())
    assert marks(marked, people) == first - {"freed"} | {"buyer"}
    counts = look(marked).counts
    assert (counts["mark"], counts["kept"], counts["by_hand"]) == (0, 1, 2)
    touched = {people[name] for name in ("freed", "own")}
    after = partners.search_read(
        D("id").in_([row["id"] for row in before]), ["write_date"], order="id"
    )
    assert [r for r in after if r["id"] not in touched] == [
        r for r in before if r["id"] not in touched
    ]


def test_our_mark_goes_when_somebody_buys_again(marked: Odoo, people: Ids) -> None:
    order = marked["sale.order"].create({"partner_id": people["former"], "date_order": LATELY})

    done = mark(marked)
    marked["sale.order"].call("action_cancel", order)

    assert (done.marked, done.unmarked) == (0, 1)
    assert "former" not in marks(marked, people)


def test_who_decides_while_the_analysis_runs_is_not_overruled(marked: Odoo, people: Ids) -> None:
    partners = marked["res.partner"].with_archived()
    partners.write([people["former"], people["own"]], {EXCLUDE: False, EXCLUDED_ON: False})
    analysis = look(marked)
    partners.write([people["own"]], {EXCLUDE: True})

    done = write_marks(analysis, RpcMarker(marked), NOW)

    assert (done.marked, done.left) == (1, 1)
    (own,) = partners.read([people["own"]], [EXCLUDE, EXCLUDED_ON])
    assert (own[EXCLUDE], own[EXCLUDED_ON]) == (True, False)


def test_people_see_the_marks(marked: Odoo) -> None:
    views = {
        kind: marked["res.partner"].call("get_view", view_type=kind)["arch"]
        for kind in ("form", "search")
    }

    assert f'name="{EXCLUDED_ON}"' in views["form"]
    assert f"('{EXCLUDE}', '=', True)" in views["search"]


def test_variants_follow_their_template_and_have_no_mark_of_their_own(
    shop: Odoo, shop_server: Server, people: Ids
) -> None:
    mark(shop, "product.template")
    names = {
        kind: [
            name
            for batch in READERS.make(kind, {"model": "product.product", "fields": ["name"]}).read(
                Request(connection=connection)
            )
            for name in batch.frame["name"]
        ]
        for kind, connection in (
            ("odoo", shop),
            ("odoo_postgresql", Database(Secret(shop_server.database_url))),
        )
    }

    assert "Sold" in names["odoo"]
    assert "Unsold" not in names["odoo"]
    assert sorted(names["odoo"]) == sorted(names["odoo_postgresql"])
    with pytest.raises(FlowError, match="shows the mark of another record"):
        RpcMarker(shop).prepare("product.product")


def test_any_model_can_be_declared_and_its_database_analysed_and_marked_at_once(
    shop: Odoo,
    shop_server: Server,
    people: Ids,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The fields are made in tables that were read just now."""
    for key, value in (
        ("URL", shop_server.url),
        ("DB", shop_server.database),
        ("API_KEY", shop_server.key),
        ("DATABASE_URL", shop_server.database_url),
    ):
        monkeypatch.setenv(f"ODF_OLD_{key}", value)
    monkeypatch.chdir(tmp_path)
    teams = shop["crm.team"].with_archived()
    evidence = {"model": "sale.order", "records": ["team_id"], "date": "date_order"}
    (tmp_path / "policy.yml").write_text(
        json.dumps({"models": [{"model": "crm.team", "evidence": [evidence]}]})
    )
    with psycopg2.connect(shop_server.database_url) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE crm_team SET create_date = '2015-01-01 00:00:00'")
    connection.close()

    (report,) = json.loads(follow("odf activity mark old --policy policy.yml --format json"))

    assert report["records"] == teams.search_count() == sum(report["counts"].values())
    assert report["written"]["marked"] == report["counts"]["mark"] > 0
    assert teams.search_count(D(EXCLUDE) == True) == report["counts"]["mark"]  # noqa: E712
    assert report["written"]["notes"][0] == f"crm.team has the new field {EXCLUDE}."


@pytest.mark.parametrize("kind", ["odoo", "odoo_postgresql"])
def test_the_guide_leaves_them_out_and_brings_them_when_a_person_wants_it(
    shop: Odoo,
    shop_server: Server,
    marked: Odoo,
    people: Ids,
    tmp_path: Path,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    partners = marked["res.partner"].with_archived()
    partners.write([people["former"]], {EXCLUDE: False, EXCLUDED_ON: False})
    flow, steps = guide().replace("format: odoo", f"format: {kind}"), re.findall(
        r"^```sh\n(.*?)^```", GUIDE.read_text(), re.M | re.S
    )
    (tmp_path / "customers.yml").write_text(flow)
    monkeypatch.chdir(tmp_path)
    for key, value in (
        ("OLD_URL", shop_server.url),
        ("OLD_DB", shop_server.database),
        ("OLD_API_KEY", shop_server.key),
        ("OLD_DATABASE_URL", shop_server.database_url if kind == "odoo_postgresql" else ""),
    ):
        monkeypatch.setenv(f"ODF_{key}", value)

    def run() -> tuple[dict[str, Any], set[str], list[str]]:
        report = json.loads(follow(steps[2]))["steps"][0]
        # A delta that finds nothing has written files without rows.
        rows = list(csv.DictReader((tmp_path / "customers.csv").open()))
        gone = [row[".id"] for row in csv.DictReader((tmp_path / "gone.csv").open())]
        arrived = {name for name, number in people.items() if str(number) in map(_id, rows)}
        assert report["rows_in"] == (
            report["rows_out"] + report["quarantined"] + report["excluded"]
        )
        return report, arrived & {"former", "freed", "buyer", "cancelled"}, gone

    follow(steps[0])
    found = {row["id"]: row for row in csv.DictReader((tmp_path / "found.csv").open())}
    assert found[str(people["former"])]["verdict"] == "mark"
    assert "to be marked" in follow(steps[1])
    assert "former" in marks(shop, people)
    first, arrived, gone = run()
    assert (arrived, gone) == ({"buyer"}, [])
    assert first["behind"] == first["excluded"] >= 4
    partners.write([people["former"]], {EXCLUDE: False})
    partners.write([people["buyer"]], {EXCLUDE: True})

    second, arrived, gone = run()
    third, later, gone_later = run()

    assert (arrived, gone) == ({"former"}, [])
    assert second["behind"] >= 1
    assert (later, gone_later) == (set(), [])
    assert third["rows_out"] == 0
    (tmp_path / "customers.yml").write_text(
        flow.replace("mode: delta", "mode: full").replace("lag: 0", "lag: 0, excluded: true")
    )
    assert run()[1] == {"buyer", "former", "freed", "cancelled"}
    follow(steps[3])
    assert load_policy(tmp_path / "policy.yml") == DECLARED


def follow(step: str) -> str:
    """Carry out the lines of a step, which may end with a file to write to."""
    said = ""
    for line in step.splitlines():
        command, _to, file = line.partition(" > ")
        program, *arguments = shlex.split(command)
        assert program == "odf"
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output
        said += done.stdout
        if file:
            Path(file).write_text(done.stdout)
    return said


def guide() -> str:
    """The flow of the guide."""
    (flow,) = re.findall(r"^```yaml\n# customers.yml\n(.*?)^```", GUIDE.read_text(), re.M | re.S)
    return str(flow)


def seconds(frame: pl.DataFrame) -> pl.DataFrame:
    """RPC gives whole seconds."""
    return frame.with_columns(pl.col(pl.Datetime).dt.truncate("1s"))


def _id(row: dict[str, str]) -> str:
    return row[".id"]
