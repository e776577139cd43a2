"""A flow that writes to an Odoo elsewhere, by the command `odf`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from odoo_data_flow.cli.main import app
from odoo_data_flow.client import Odoo

from .conftest import Server

_FLOW = """
name: partners
steps:
  - {name: tags, type: read, format: csv, path: tags.csv, output: tags}
  - {name: people, type: read, format: csv, path: people.csv}
  - {name: write_people, type: write, connection: shop, model: res.partner, key: key,
     mapping: {name: name, parent_id: parent, category_id: tags, country_id/code: country}}
  - {name: write_tags, type: write, connection: shop, input: tags, model: res.partner.category,
     key: key, mapping: {name: name}}
"""


def run(flow: Path) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["run", str(flow), "--format", "json"])
    # Done, and some rows are in quarantine.
    assert done.exit_code == 3, done.output
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_flow_over_rpc_writes_what_differs_and_in_the_right_order(
    server: Server, odoo: Odoo, namespace: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The people come before the tags that they have, and a child before its parent."""
    for key, value in (("URL", server.url), ("DB", server.database), ("API_KEY", server.key)):
        monkeypatch.setenv(f"ODF_SHOP_{key}", value)
    (tmp_path / "flow.yml").write_text(_FLOW)
    (tmp_path / "tags.csv").write_text(f"key,name\n{namespace}.t1,Friend\n")
    (tmp_path / "people.csv").write_text(
        "key,name,parent,tags,country\n"
        f"{namespace}.child,Child,{namespace}.mother,{namespace}.t1,FR\n"
        f"{namespace}.mother,Mother,,,FR\n"
        f"{namespace}.bad,,,,\n"
    )

    first, second = run(tmp_path / "flow.yml"), run(tmp_path / "flow.yml")

    def counts(report: dict[str, Any]) -> list[dict[str, int]]:
        names = ("read", "created", "unchanged", "quarantined")
        return [{n: step["write"][n] for n in names} for step in report["steps"][2:]]

    assert counts(first) == [
        {"read": 3, "created": 2, "unchanged": 0, "quarantined": 1},
        {"read": 1, "created": 1, "unchanged": 0, "quarantined": 0},
    ]
    assert counts(second) == [
        {"read": 3, "created": 0, "unchanged": 2, "quarantined": 1},
        {"read": 1, "created": 0, "unchanged": 1, "quarantined": 0},
    ]
    assert "require a name" in first["steps"][2]["write"]["rejects"][0][3]
    ids = odoo["ir.model.data"].search_read([("module", "=", namespace)], ["res_id"], order="name")
    child = odoo["res.partner"].read([ids[0]["res_id"]], ["parent_id", "category_id"])[0]
    assert child["parent_id"][0] == ids[1]["res_id"]
    assert child["category_id"] == [ids[2]["res_id"]]
