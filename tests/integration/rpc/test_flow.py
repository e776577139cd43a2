"""A flow that writes to an Odoo elsewhere, by the command `odf`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from odoo_data_flow.cli.main import app
from odoo_data_flow.client import Odoo
from odoo_data_flow.errors import Interrupted
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.run import FolderHost, Progress, RunReport, Workspace, run_flow
from odoo_data_flow.write import RunWriter
from odoo_data_flow.write.odoo_rpc import OdooRpcWriter

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


def test_run_that_is_interrupted_after_each_batch_sends_only_the_rest_and_counts_each_row_once(
    odoo: Odoo, namespace: str, tmp_path: Path
) -> None:
    """The people wait for their tags, which are written by a later step."""
    tags = [f"t{number},Tag {number} of {namespace}" for number in range(6)]
    people = [f"p{number},Person {number},,t{number}," for number in range(6)]
    (tmp_path / "tags.csv").write_text("\n".join(["key,name", *tags, ""]))
    (tmp_path / "people.csv").write_text("\n".join(["key,name,parent,tags,country", *people, ""]))

    class Host(FolderHost):
        def writer(self, connection: str | None, dry_run: bool) -> RunWriter:
            return OdooRpcWriter(odoo, namespace)

    first: list[tuple[int, int]] = []

    def interrupt(progress: Progress) -> None:
        """As soon as the run is further than at first."""
        if progress.step.startswith("write") and progress.rows and not progress.report:
            first.append((progress.index, progress.rows))
            if first[-1] != first[0]:
                raise Interrupted("", "the time is over")

    flow, report, slices = parse_flow(yaml.safe_load(_FLOW)), None, 0
    while report is None:
        slices += 1
        first.clear()
        try:
            workspace = Workspace(tmp_path / ".odf", "pipeline")
            report = run_flow(flow, Host(tmp_path), interrupt, workspace=workspace, sent=2)
        except Interrupted:
            assert slices < 30

    assert isinstance(report, RunReport)
    assert slices > 3
    assert [(one.read, one.created, one.unchanged) for one in report.writes] == [(6, 6, 0)] * 2
    written = odoo["res.partner"].search_read(
        [("category_id.name", "=", f"Tag 5 of {namespace}")], ["name"]
    )
    assert [row["name"] for row in written] == ["Person 5"]
