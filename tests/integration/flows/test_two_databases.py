"""Flows between two real Odoo databases, by connections, in the background of real servers."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from dev import cluster
from odoo_data_flow.client import D, Odoo

from .site import Site

_FIELDS = ["id", "write_date", "name"]
_PATIENCE = 90


def read(name: str, model: str, fields: list[str], domain: Any, **more: Any) -> dict[str, Any]:
    return {
        "name": f"read_{name}",
        "type": "read",
        "format": "odoo",
        "connection": "source",
        "output": name,
        "key": "id",
        "options": {
            "model": model,
            "fields": [*_FIELDS, *fields] if model != "res.partner.bank" else fields,
            "domain": domain,
            "namespace": "old",
        },
        **more,
    }


def write(name: str, model: str, mapping: dict[str, str], **more: Any) -> dict[str, Any]:
    return {
        "name": f"write_{name}",
        "type": "write",
        "input": name,
        "model": model,
        "key": "id",
        "mapping": mapping,
        **more,
    }


_MINE = [["ref", "=like", "X%"]]
_PARTNER = {
    "name": "name",
    "ref": "ref",
    "email": "email",
    "is_company": "is_company",
    "parent_id": "parent_id/id",
    "category_id": "category_id/id",
}
_FLOW = {
    "name": "take_over_partners",
    "mode": "delta",
    "steps": [
        {
            # Straight from the tables, by the same connection.
            "name": "read_tags",
            "type": "read",
            "format": "odoo_postgresql",
            "connection": "source",
            "output": "tags",
            "key": "id",
            "options": {
                "model": "res.partner.category",
                "fields": ["id", "write_date", "name", "parent_id/id"],
                "namespace": "old",
            },
        },
        read(
            "partners",
            "res.partner",
            ["ref", "email", "is_company", "parent_id/id", "category_id/id"],
            _MINE,
            deleted="gone",
            relations=["category_id/id"],
        ),
        read(
            "banks",
            "res.partner.bank",
            ["id", "write_date", "acc_number", "partner_id/id"],
            [["partner_id.ref", "=like", "X%"]],
        ),
        # Banks before their partners, partners before their tags: they wait for each other.
        write(
            "banks", "res.partner.bank", {"acc_number": "acc_number", "partner_id": "partner_id/id"}
        ),
        write("partners", "res.partner", _PARTNER),
        write("tags", "res.partner.category", {"name": "name", "parent_id": "parent_id/id"}),
        {
            "name": "tell_gone",
            "type": "write",
            "input": "gone",
            "format": "csv",
            "path": "gone.csv",
        },
    ],
}
_BACK = {
    "name": "give_back",
    "steps": [
        read("partners", "res.partner", ["ref", "email"], [["ref", "=like", "Y%"]])
        | {"connection": "here"},
        write(
            "partners",
            "res.partner",
            {"name": "name", "ref": "ref", "email": "email"},
            connection="source",
        ),
    ],
}


@pytest.fixture(scope="module", autouse=True)
def connect(source: Site, target: Site) -> None:
    """Two connections in the target, made by its Flow Manager: to the source, and to itself."""
    login = cluster.ensure_running()
    password = Path(login["PGPASSFILE"]).read_text().strip().rpartition(":")[2]
    address = f"postgresql://{login['PGUSER']}@127.0.0.1:{login['PGPORT']}/{source.database}"
    with target.as_("manager") as odoo:
        model = odoo["odf.connection"]
        made = model.create(
            [
                {
                    "name": "source",
                    "url": source.url,
                    "database": source.database,
                    "login": "admin",
                    "secret": source.keys["admin"],
                    "database_url": address,
                    "database_secret": password,
                },
                {
                    "name": "here",
                    "url": target.url,
                    "database": target.database,
                    "secret": target.keys["admin"],
                },
            ]
        )
        for one in made:
            answer = model.call("action_test", [one])
            assert answer["params"]["type"] == "success", answer


def flow(odoo: Odoo, document: dict[str, Any]) -> int:
    """A flow of the target; its id. The method gives a record, which comes as a list of ids."""
    made = odoo["odf.flow"].call("from_document", document=document, namespace="old")
    return int(made[0] if isinstance(made, list) else made)


def run(odoo: Odoo, flow_id: int) -> dict[str, dict[str, int]]:
    """Run a flow by its button, wait for the cron worker; for each writing step what became of its
    rows, without what is zero."""
    odoo["odf.flow"].call("action_run", [flow_id])
    runs, deadline = odoo["odf.run"], time.monotonic() + _PATIENCE
    while True:
        (last,) = runs.search_read(D("flow_id") == flow_id, limit=1, order="id desc")
        if last["state"] in ("done", "failed", "cancelled"):
            break
        assert time.monotonic() < deadline, last
        time.sleep(0.5)
    assert last["state"] == "done", (last["error_path"], last["error"])
    lines = odoo["odf.run.line"].search_read(D("run_id") == last["id"])
    kinds = ("created", "updated", "unchanged", "quarantined")
    return {
        line["name"]: {kind: line[f"{kind}_count"] for kind in kinds if line[f"{kind}_count"]}
        for line in lines
        if line["type"] == "write"
    }


def by_ref(odoo: Odoo) -> dict[str, dict[str, Any]]:
    rows = odoo["res.partner"].search_read(
        D("ref").like("X%"), ["ref", "name", "email", "parent_id", "category_id", "bank_ids"]
    )
    return {row["ref"]: row for row in rows}


def test_partners_arrive_with_tags_parents_and_banks_and_then_only_what_changes(
    source: Site, target: Site, folder: Path
) -> None:
    with source.as_("admin") as there, target.as_("manager") as here:
        tags = there["res.partner.category"].create([{"name": "Metal"}, {"name": "Steel"}])
        there["res.partner.category"].write(tags[1:], {"parent_id": tags[0]})
        ids = there["res.partner"].create(
            [
                {"name": f"Partner {number}", "ref": f"X{number}", "is_company": number == 9}
                for number in range(10)
            ]
        )
        there["res.partner"].write(ids[:9], {"parent_id": ids[9]})
        there["res.partner"].write(ids[:2], {"category_id": [[6, 0, tags[1:]]]})
        there["res.partner.bank"].create([{"acc_number": "DE1234", "partner_id": ids[9]}])
        flow_id = flow(here, _FLOW)

        first = run(here, flow_id)

        assert first["write_partners"] == {"created": 10}
        assert first["write_banks"] == {"created": 1}
        assert first["write_tags"]["created"] >= 2
        found = by_ref(here)
        assert found["X0"]["parent_id"][0] == found["X9"]["id"]
        (steel,) = here["res.partner.category"].read(found["X1"]["category_id"])
        assert (steel["name"], steel["parent_id"][1]) == ("Steel", "Metal")
        (bank,) = here["res.partner.bank"].read(found["X9"]["bank_ids"], ["acc_number"])
        assert bank["acc_number"] == "DE1234"

        # Nothing is written again.
        stamps = here["res.partner"].search_read(D("ref").like("X%"), ["write_date"])
        second = run(here, flow_id)
        assert [set(step) - {"unchanged"} for step in second.values()] == [set()] * len(second)
        assert here["res.partner"].search_read(D("ref").like("X%"), ["write_date"]) == stamps

        # Edits arrive: of values, of parents, of lists (which leave no mark), and new records.
        there["res.partner"].write(ids[:1], {"email": "new@example.com"})
        there["res.partner"].write(ids[1:2], {"parent_id": False})
        there["res.partner.category"].write(tags[1:], {"name": "Iron"})
        there["res.partner"].create([{"name": "Late", "ref": "X10", "parent_id": ids[9]}])
        # And what is deleted is told.
        there["res.partner"].unlink(ids[8:9])
        third = run(here, flow_id)
        assert third["write_partners"]["created"] == 1
        assert third["write_partners"]["updated"] == 2
        assert third["write_tags"]["updated"] == 1
        found = by_ref(here)
        assert found["X0"]["email"] == "new@example.com"
        assert found["X1"]["parent_id"] is False
        assert found["X10"]["parent_id"][0] == found["X9"]["id"]
        assert "X8" in found
        assert (folder / "files" / "gone.csv").read_text().split() == [
            "id",
            f"old.res_partner_{ids[8]}",
        ]


def test_partners_go_the_other_way_by_the_same_connections(source: Site, target: Site) -> None:
    with source.as_("admin") as there, target.as_("manager") as here:
        made = here["res.partner"].create(
            [{"name": f"Back {number}", "ref": f"Y{number}"} for number in range(5)]
        )
        flow_id = flow(here, _BACK)

        assert run(here, flow_id)["write_partners"] == {"created": 5}
        assert run(here, flow_id)["write_partners"] == {"unchanged": 5}
        here["res.partner"].write(made[:1], {"email": "back@example.com"})
        assert run(here, flow_id)["write_partners"] == {"updated": 1, "unchanged": 4}
        (row,) = there["res.partner"].search_read(D("ref") == "Y0", ["email"])
        assert row["email"] == "back@example.com"


def test_nobody_was_told_a_secret_on_the_way(source: Site, target: Site) -> None:
    said = [source.log.read_text(), target.log.read_text()]
    with target.as_("admin") as here:
        models = ("odf.run", "odf.run.line", "odf.flow", "odf.pipeline")
        said += [str(here[model].search_read([])) for model in models]
    assert source.keys["admin"] not in "".join(said)
    assert target.keys["admin"] not in "".join(said)
