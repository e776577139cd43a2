"""What the other side of a connection refuses: told at once, or waited for, whichever helps."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from dev import cluster
from odoo_data_flow.client import D

from .servers import ask
from .site import Site
from .test_two_databases import flow, read

_PATIENCE = 150


@pytest.fixture(scope="module", autouse=True)
def connect(source: Site, target: Site) -> None:
    """Connections of the target, each of which has something wrong with it."""
    there = {"url": source.url, "database": source.database, "secret": source.keys["admin"]}
    login = cluster.ensure_running()
    server = f"postgresql://{login['PGUSER']}@127.0.0.1:{login['PGPORT']}"
    password = Path(login["PGPASSFILE"]).read_text().strip().rpartition(":")[2]
    wrong = {
        "revoked_key": {**there, "secret": "x" * 40},
        "no_such_database": {**there, "database": "nowhere_at_all"},
        "too_few_rights": {**there, "secret": source.keys["nobody"]},
        "no_secret": there,
        "other_server": there,
        "nobody_there": {**there, "url": "http://127.0.0.1:1"},
    }
    tables = {
        "wrong_password": {"url": f"{server}/{source.database}", "secret": "guessed"},
        "no_such_tables": {"url": f"{server}/nowhere_at_all", "secret": password},
    }
    with target.as_("manager") as odoo:
        model = odoo["odf.connection"]
        model.create([{"name": name, **values} for name, values in wrong.items()])
        model.create([{"name": name, "kind": "postgresql", **one} for name, one in tables.items()])
        # A secret goes with the address that it was entered for.
        (moved,) = model.search(D("name") == "no_secret")
        model.write([moved], {"url": source.url.replace("127.0.0.1", "localhost")})
    # As in a copy of the database on a server that has another key.
    ask(
        target.database,
        "UPDATE odf_connection SET sealed_secret = %s WHERE name = 'other_server' RETURNING id",
        Fernet(Fernet.generate_key()).encrypt(b"[]").decode(),
    )


def ended(target: Site, document: dict[str, Any], state: str) -> dict[str, Any]:
    """The run of a flow, once it has that state, and the activities that its flow got."""
    with target.as_("manager") as odoo:
        flow_id = flow(odoo, document)
        (me,) = odoo["res.users"].search(D("login") == "manager")
        odoo["odf.flow"].write([flow_id], {"notify_user_ids": [[6, 0, [me]]]})
        odoo["odf.flow"].call("action_run", [flow_id])
        deadline = time.monotonic() + _PATIENCE
        while True:
            (run,) = odoo["odf.run"].search_read(D("flow_id") == flow_id)
            if run["state"] == state:
                break
            assert time.monotonic() < deadline, run
            time.sleep(0.2)
        told = odoo["mail.activity"].search_count(
            (D("res_model") == "odf.flow") & (D("res_id") == flow_id)
        )
        return {**run, "told": told}


def reading(connection: str, model: str = "res.partner") -> dict[str, Any]:
    step = read("rows", model, [], []) | {"connection": connection}
    return {"name": f"read_{connection}", "steps": [step]}


def from_tables(connection: str) -> dict[str, Any]:
    step = {"name": "read_rows", "type": "read", "format": "postgresql", "connection": connection}
    return {"name": f"read_{connection}", "steps": [step | {"options": {"table": "res_partner"}}]}


@pytest.mark.parametrize(
    ("document", "cause", "remedy"),
    [
        (reading("revoked_key"), "key", "make a new one"),
        (reading("no_such_database"), "nowhere_at_all", "Correct its name"),
        (
            reading("too_few_rights", "ir.cron"),
            "Scheduled Actions",
            "Give the user of the connection the right",
        ),
        (reading("no_secret"), "no API key or password", "A Flow Manager enters it"),
        (reading("other_server"), "can't be decrypted", "enter the secret again"),
        (from_tables("wrong_password"), "password authentication failed", "the login"),
        (from_tables("no_such_tables"), "does not exist", "Check the address"),
    ],
    ids=["key", "database", "rights", "no secret", "sealed", "password", "tables"],
)
def test_what_time_does_not_heal_fails_at_once_and_names_the_connection(
    target: Site, document: dict[str, Any], cause: str, remedy: str
) -> None:
    run = ended(target, document, "failed")

    assert (run["setbacks"], run["told"]) == (0, 1), run
    connection = document["name"].partition("_")[2]
    assert f"the connection {connection} under Data Flows" in run["error"]
    assert cause in run["error"]
    assert remedy in run["error"]


def test_a_server_that_is_not_there_is_tried_again_at_a_time_that_is_told(target: Site) -> None:
    run = ended(target, reading("nobody_there"), "waiting")

    assert (run["setbacks"], run["told"]) == (1, 0)
    assert run["not_before"] > run["heartbeat"]
    assert "Next try in 1 minutes." in run["log"]
    assert "the connection nobody_there under Data Flows" in run["error"]
    with target.as_("manager") as odoo:
        odoo["odf.run"].call("action_cancel", [run["id"]])
