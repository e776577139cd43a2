"""Files as they should not be: what is told, and that every row is somewhere."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from odoo_data_flow.cli.host import CommandLineHost
from odoo_data_flow.cli.main import app
from odoo_data_flow.client import D, Odoo
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.run import run_flow
from tests.faults import Fault, FaultyProxy, Request

from .conftest import Server


@pytest.fixture(autouse=True)
def shop(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A connection, and a working folder."""
    for key, value in (("URL", server.url), ("DB", server.database), ("API_KEY", server.key)):
        monkeypatch.setenv(f"ODF_SHOP_{key}", value)
    monkeypatch.chdir(tmp_path)


def load(path: str, model: str, *arguments: str) -> Result:
    options = ("--connection", "shop", "--model", model)
    return CliRunner().invoke(app, ["import", path, *options, *arguments])


def test_values_that_no_field_takes_are_told_by_row_and_column(
    odoo: Odoo, namespace: str, tmp_path: Path
) -> None:
    rows = [
        ("2024-02-29", "1.5", ""),
        ("2024-02-30", "1.5", "name"),
        ("0000-01-01", "1.5", "name"),
        ("10000-01-01", "1.5", "name"),
        ("31.12.2024", "1.5", "name"),
        ("2024-03-01", "1e400", "rate"),
        ("2024-03-02", "nan", "rate"),
        ("2024-03-03", "one", "rate"),
        ("", "1.5", "name"),
    ]
    with (tmp_path / "rates.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "rate", "currency_id/id"])
        for number, (day, rate, _bad) in enumerate(rows):
            writer.writerow([f"{namespace}.r{number}", day, rate, "base.CHF"])

    result = load("rates.csv", "res.currency.rate", "--format", "json")

    assert result.exit_code == 3, result.output
    write = json.loads(result.stdout)["steps"][1]["write"]
    bad = [(number, row[2]) for number, row in enumerate(rows) if row[2]]
    assert (write["read"], write["created"], write["quarantined"]) == (len(rows), 1, len(bad))
    assert [(row, column) for row, _key, column, _why in write["rejects"]] == bad
    with (tmp_path / "rates.fail.csv").open(newline="") as file:
        refused = list(csv.DictReader(file))
    assert [(int(row["reject_row"]) - 1, row["reject_column"]) for row in refused] == bad
    assert [(row["name"], row["rate"]) for row in refused] == [row[:2] for row in rows if row[2]]
    assert all(row["reject_reason"] for row in refused)


def test_choice_that_is_none_is_told_with_the_choices(namespace: str, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(f"id,name,type\n{namespace}.a,A,enemy\n")

    result = load("people.csv", "res.partner")

    assert result.exit_code == 3
    told = "people.csv, row 1, column type: 'enemy' is none of the choices: contact, invoice"
    assert result.stderr.startswith(told)


def test_file_in_another_encoding_is_refused_as_a_whole_with_its_line(
    odoo: Odoo, namespace: str, tmp_path: Path
) -> None:
    lines = [f"{namespace}.p{number},Person {number}" for number in range(3_000)]
    lines[2_000] = f"{namespace}.bad,Père"
    (tmp_path / "people.csv").write_bytes("\n".join(["id,name", *lines]).encode("cp1252"))

    unclear = load("people.csv", "res.partner")
    wrong = load("people.csv", "res.partner", "--encoding", "utf-8")

    assert unclear.exit_code == wrong.exit_code == 1
    assert "people.csv fits several encodings" in unclear.stderr
    assert "cp1252 ('Père'), cp1250 ('Pčre')" in unclear.stderr
    assert "people.csv, line 2002 is not UTF-8." in wrong.stderr
    assert odoo["ir.model.data"].search_count(D("module") == namespace) == 0
    unknown = load("people.csv", "res.partner", "--encoding", "klingon")
    assert unknown.exit_code == 1
    assert unknown.stderr.startswith("--encoding: there is no encoding 'klingon'")


def test_one_record_under_two_names_is_told_also_in_different_batches(
    odoo: Odoo, tmp_path: Path, namespace: str
) -> None:
    """`C1` is `__import__.C1`: which of the rows is right nobody knows."""
    keys = [namespace, "x", "y", f"__import__.{namespace}", "z", f"other.{namespace}"]
    pl.DataFrame({"id": keys, "name": keys}).write_csv(tmp_path / "people.csv")
    flow = parse_flow(
        {
            "name": "people",
            "steps": [
                {"name": "read", "type": "read", "format": "csv", "path": "people.csv"},
                {
                    "name": "load",
                    "type": "write",
                    "connection": "shop",
                    "model": "res.partner",
                    "key": "id",
                    "mapping": {"name": "name"},
                },
            ],
        }
    )

    report = run_flow(flow, CommandLineHost(tmp_path), batch=2)

    (write,) = report.writes
    assert (write.read, write.created, write.quarantined) == (6, 4, 2)
    assert [(reject.row, reject.column) for reject in write.rejects] == [(0, "id"), (3, "id")]
    assert all("stands on several rows" in reject.reason for reject in write.rejects)


def test_server_that_stays_away_stops_the_import_and_the_next_one_finishes_it(
    server: Server,
    odoo: Odoo,
    namespace: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [f"{namespace}.p{number},Person {number}" for number in range(60)]
    (tmp_path / "people.csv").write_text("\n".join(["id,name", *lines]))
    writes: list[Request] = []
    away = [True]

    def rule(request: Request) -> Fault:
        if request.path.endswith(("/load", "/save")):
            writes.append(request)
        return Fault.DROP_AFTER if away and len(writes) > 2 else Fault.NONE

    arguments = ("--size", "10", "--worker", "1", "--patience", "0", "--format", "json")
    with FaultyProxy(server.url, rule) as proxy:
        monkeypatch.setenv("ODF_SHOP_URL", proxy.url)
        stopped = load("people.csv", "res.partner", *arguments)
        away.clear()
        done = load("people.csv", "res.partner", *arguments)

    assert stopped.exit_code == 75, stopped.output
    report = json.loads(done.stdout)
    assert report["resumed"]
    write = report["steps"][1]["write"]
    assert (write["read"], write["created"] + write["unchanged"]) == (60, 60)
    assert odoo["ir.model.data"].search_count(D("module") == namespace) == 60


def test_key_that_is_revoked_meanwhile_stops_the_import_and_a_new_one_finishes_it(
    server: Server,
    odoo: Odoo,
    namespace: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [f"{namespace}.p{number},Person {number}" for number in range(60)]
    (tmp_path / "people.csv").write_text("\n".join(["id,name", *lines]))
    writes: list[Request] = []

    def rule(request: Request) -> Fault:
        if request.path.endswith(("/load", "/save")):
            writes.append(request)
        return Fault.NONE

    arguments = ("--size", "10", "--worker", "1", "--format", "json")
    with FaultyProxy(server.url, rule) as proxy:
        monkeypatch.setenv("ODF_SHOP_URL", proxy.url)
        real = proxy.forward

        def forward(method: str, path: str, body: bytes, headers: Any) -> Any:
            if len(writes) > 3:
                headers = [*headers, ("Authorization", "bearer revoked")]
            return real(method, path, body, dict(headers).items())

        with monkeypatch.context() as patched:
            patched.setattr(proxy, "forward", forward)
            stopped = load("people.csv", "res.partner", *arguments)
        done = load("people.csv", "res.partner", *arguments)

    assert stopped.exit_code == 75, stopped.output
    assert "may be revoked or expired" in stopped.stderr
    assert server.key not in stopped.output
    report = json.loads(done.stdout)
    assert report["resumed"]
    write = report["steps"][1]["write"]
    assert (write["read"], write["created"] + write["unchanged"]) == (60, 60)
    assert odoo["ir.model.data"].search_count(D("module") == namespace) == 60


def test_options_that_are_corrected_count_and_not_those_of_the_run_they_stopped(
    server: Server, odoo: Odoo, namespace: str, tmp_path: Path
) -> None:
    odoo["res.partner"].load(["id", "name"], [[f"{namespace}.anna", "Ann"]])
    (tmp_path / "people.csv").write_text(f"id,name\n{namespace}.anna,Anna\n")

    wrong = load("people.csv", "res.partner", "--context", "{'allowed_company_ids': [999999]}")
    right = load("people.csv", "res.partner", "--context", "{}", "--format", "json")

    assert wrong.exit_code == 75, wrong.output
    assert right.exit_code == 0, right.output
    assert right.stderr == "A run was interrupted under other options; it is dropped.\n"
    report = json.loads(right.stdout)
    assert (report["resumed"], report["steps"][1]["write"]["updated"]) == (False, 1)
