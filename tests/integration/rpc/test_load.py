"""`odf import`, `odf write` and `odf export` against a real server."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from odoo_data_flow.cli.main import app
from odoo_data_flow.client import D, Odoo, read_batches

from .conftest import Server

Command = Callable[..., Result]


@pytest.fixture
def odf(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """The command, in a folder of its own, with a connection to partners of the server."""
    for key, value in (("URL", server.url), ("DB", server.database), ("API_KEY", server.key)):
        monkeypatch.setenv(f"ODF_SHOP_{key}", value)
    monkeypatch.chdir(tmp_path)

    def call(command: str, *arguments: str) -> Result:
        options = ("--connection", "shop", "--model", "res.partner")
        return CliRunner().invoke(app, [command, *arguments, *options])

    return call


def counts(result: Result) -> list[dict[str, int]]:
    """What became of the rows of each step that writes; all of them are accounted for."""
    report: dict[str, Any] = json.loads(result.stdout)
    read = report["steps"][0]
    assert read["rows_in"] == read["rows_out"] + read["quarantined"] + read["excluded"]
    found = []
    for step in report["steps"][1:]:
        numbers = {name: step["write"][name] for name in COUNTS}
        assert step["write"]["read"] == sum(numbers.values()) == read["rows_out"]
        found.append({name: number for name, number in numbers.items() if number})
    return found


COUNTS = ("created", "updated", "unchanged", "quarantined", "excluded")


def people(odoo: Odoo, namespace: str, *fields: str) -> dict[str, dict[str, Any]]:
    """Name without namespace → values."""
    found = odoo["ir.model.data"].search_read(
        [("module", "=", namespace), ("model", "=", "res.partner")], ["res_id"]
    )
    (frame,) = read_batches(
        odoo,
        "res.partner",
        ["id", *fields],
        D("id").in_([row["res_id"] for row in found]),
        archived=True,
    )
    return {row["id"].partition(".")[2]: row for row in frame.to_dicts()}


def test_refused_rows_are_corrected_in_their_file_and_loaded_again(
    odf: Command, odoo: Odoo, namespace: str, tmp_path: Path
) -> None:
    n = namespace
    tags = odoo["res.partner.category"].load(["id", "name"], [[f"{n}.t1", "A"], [f"{n}.t2", "B"]])
    (tmp_path / "people.csv").write_text(
        "id;name;parent_id/id;country_id/code;category_id/id;color;partner_latitude\n"
        f"{n}.child;Child;{n}.mother;FR;{n}.t1,{n}.t2;1;\n"
        f"{n}.ragged;Ragged;too;many;fields;here;1;2\n"
        f"{n}.orphan;Orphan;{n}.nobody;;;;\n"
        f"{n}.mother;Mother;;FR;;;48.5\n"
        f"{n}.big;Big;;;;{'9' * 35};\n"
        f"{n}.far;Far;;XX;;;\n"
        f"{n}.twice;Twice;;;;;\n"
        f"{n}.twice;Again;;;;;\n"
        ";Nobody;;;;;\n"
    )
    arguments = ("import", "people.csv", "--groupby", "parent_id/id", "--format", "json")

    first = odf(*arguments)

    assert first.exit_code == 3, first.output
    assert counts(first) == [{"created": 2, "quarantined": 6}]
    found = people(odoo, n, "name", "parent_id/id", "country_id/code", "category_id", "color")
    assert found["child"] == {
        "id": f"{n}.child",
        "name": "Child",
        "parent_id/id": f"{n}.mother",
        "country_id/code": "FR",
        "category_id": sorted(tags["ids"]),
        "color": 1,
    }
    assert set(found) == {"child", "mother"}
    fail = tmp_path / "people.fail.csv"
    assert json.loads(first.stdout)["fail_file"] == "people.fail.csv"
    with fail.open(newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:5] == ["reject_row", "reject_column", "reject_reason", "id", "name"]
    assert [(row[0], row[1], row[4]) for row in rows] == [
        ("2", "", "Ragged"),
        ("3", "parent_id/id", "Orphan"),
        ("5", "color", "Big"),
        ("6", "country_id/code", "Far"),
        ("7", "id", "Twice"),
        ("8", "id", "Again"),
        ("9", "id", "Nobody"),
    ]
    assert "people.csv, line 3 has 8 fields, its header has 7" in rows[0][2]
    assert rows[0][3:] == [f"{n}.ragged", "Ragged", "too", "many", "fields", "here", "1", "2"]

    rows[0] = [*rows[0][:5], "", "", "", "", ""]
    # Odoo gives a contact the country of its company.
    rows[1][5:7] = [f"{n}.mother", "FR"]
    rows[2][8] = "9"
    rows[3][6] = "GB"
    rows[4][3] += "_1"
    rows[5][3] += "_2"
    with fail.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows[:6], ["", "", "", "", "Nobody"] + [""] * 5])
    again = odf(*arguments, "--fail")
    assert again.exit_code == 3
    assert counts(again) == [{"created": 6, "quarantined": 1}]
    assert people(odoo, n, "color")["big"]["color"] == 9
    with fail.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows[:6]])
    last = odf(*arguments, "--fail")
    assert (last.exit_code, counts(last)) == (0, [{"unchanged": 6}])
    assert not fail.exists()
    none = odf(*arguments, "--fail")
    assert none.exit_code == 1
    assert "the last run of people.csv refused no row" in none.stderr


def test_refused_rows_are_told_with_file_row_and_column(odf: Command, tmp_path: Path) -> None:
    (tmp_path / "dates.tsv").write_text("id\tname\tdate\nd.a\tA\t2024-02-30\nd.b\tB\t0000-01-01\n")

    result = odf("import", "dates.tsv", "--ignore", "name", "--dry-run")

    assert result.exit_code == 1
    assert "dates.tsv, column 'date': res.partner has no field 'date'" in result.stderr
    (tmp_path / "numbers.tsv").write_text("id\tname\tcolor\nd.a\tA\t2024-02-30\nd.b\tB\t1e99\n")
    result = odf("import", "numbers.tsv")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[:2] == [
        "numbers.tsv, row 1, column color: '2024-02-30' is no whole number; write it like 1234.",
        "numbers.tsv, row 2, column color: '1e99' is no whole number; write it like 1234.",
    ]


def test_deferred_fields_are_written_when_all_records_are_there(
    odf: Command, odoo: Odoo, namespace: str, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text(
        "id,name,parent_id/id\n"
        f"{namespace}.a,A,{namespace}.b\n"
        f"{namespace}.b,B,\n"
        f"{namespace}.c,C,{namespace}.nobody\n"
    )

    result = odf("import", "people.csv", "--deferred-fields", "parent_id", "--format", "json")

    assert result.exit_code == 3, result.output
    assert counts(result) == [{"created": 3}, {"updated": 1, "unchanged": 1, "quarantined": 1}]
    found = people(odoo, namespace, "parent_id/id")
    assert {name: row["parent_id/id"] for name, row in found.items()} == {
        "a": f"{namespace}.b",
        "b": None,
        "c": None,
    }
    assert (tmp_path / "people.fail.csv").read_text().splitlines()[1].startswith("3,parent_id/id,")


def test_write_changes_what_is_there_and_creates_nothing(
    odf: Command, odoo: Odoo, tmp_path: Path
) -> None:
    first, second = odoo["res.partner"].create([{"name": "One", "color": 3}, {"name": "Two"}])
    (tmp_path / "colors.jsonl").write_text(
        "\n".join(
            json.dumps(row)
            for row in (
                {".id": first, "name": "Uno", "color": None, "email": False},
                {".id": second, "name": "Two", "color": 5, "email": "two@example.com"},
                {".id": 2_000_000_000, "name": "None", "color": 1, "email": False},
            )
        )
    )

    shown = odf("write", "colors.jsonl", "--dry-run", "--format", "json")
    assert counts(shown) == [{"updated": 2, "quarantined": 1}]
    assert odoo["res.partner"].read([first], ["name"])[0]["name"] == "One"
    written = odf("write", "colors.jsonl", "--format", "json")

    assert counts(written) == [{"updated": 2, "quarantined": 1}]
    assert odoo["res.partner"].read([first, second], ["name", "color", "email"]) == [
        {"id": first, "name": "Uno", "color": 0, "email": False},
        {"id": second, "name": "Two", "color": 5, "email": "two@example.com"},
    ]
    assert (
        "no record of res.partner with the id 2000000000"
        in (tmp_path / "colors.fail.csv").read_text()
    )


def test_what_is_exported_can_be_imported_unchanged(
    odf: Command, odoo: Odoo, namespace: str, tmp_path: Path
) -> None:
    odoo["res.partner"].load(
        ["id", "name", "category_id/id", "active", "parent_id/id"],
        [
            [f"{namespace}.a", 'Ärzte; "GmbH"', "", "1", ""],
            [f"{namespace}.b", "Bé", "", "0", f"{namespace}.a"],
        ],
    )
    domain = f"[('id', 'in', {[row['.id'] for row in people(odoo, namespace, '.id').values()]})]"
    fields = "id,.id,name,active,parent_id/id,category_id/id,create_date"
    arguments = ("export", "--fields", fields, "--domain", domain, "--archived")

    first = ("-o", "people.csv", "--sep", ";", "--encoding", "cp1252")
    saved = odf(*arguments, *first, "--size", "1", "--worker", "3")
    assert saved.exit_code == 0, saved.output
    rows = (tmp_path / "people.csv").read_bytes().decode("cp1252").splitlines()
    assert len(rows) == 3
    assert rows[1].startswith(f"{namespace}.a;")
    assert '"Ärzte; ""GmbH"""' in rows[1]
    options = ("--encoding", "cp1252", "--ignore", ".id,create_date", "--format", "json")
    again = odf("import", "people.csv", *options)
    assert (again.exit_code, counts(again)) == (0, [{"unchanged": 2}]), again.output
    lost = odf(*arguments, "-o", "people.csv", "--encoding", "ascii")
    assert lost.exit_code == 1
    assert "'Ä' can't be written in ascii" in lost.stderr
    assert odf(*arguments, "-o", "people.parquet").exit_code == 0
    assert counts(odf("import", "people.parquet", *options[2:])) == [{"unchanged": 2}]


def test_records_without_an_external_id_are_told_where_they_are_left_out(
    odf: Command, odoo: Odoo
) -> None:
    tags = odoo["res.partner.category"].create([{"name": "Named"}, {"name": "Nameless"}])
    ids = odoo["res.partner"].create(
        [{"name": "Anna", "category_id": [(6, 0, tags)]}, {"name": "Ben"}]
    )
    fields = ("--fields", "id,category_id/id,parent_id/id", "--domain", f"[('id', 'in', {ids})]")
    arguments = ("export", *fields, "-o", "people.csv", "--size", "1")

    told = odf(*arguments)
    named = odf(*arguments, "--namespace", "old", "--format", "json")

    assert told.stderr.splitlines() == [
        "read: id lacks 2 records that have no external ID. Name them by a namespace, or read "
        "their ids by .id.",
        "read: category_id/id lacks 2 records that have no external ID. Name them by a namespace, "
        "or read their ids by category_id/.id.",
    ]
    assert json.loads(named.stdout)["steps"][0]["nameless"] == {}


def test_flow_of_a_command_can_be_saved_and_run(
    odf: Command, odoo: Odoo, namespace: str, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "people.csv").write_text(f"id,name\n{namespace}.a,A\n")

    saved = odf("import", "data/people.csv", "--save-flow", "people.yml", "--context", "{}")

    assert saved.exit_code == 0, saved.output
    assert people(odoo, namespace) == {}
    steps = yaml.safe_load((tmp_path / "people.yml").read_text())["steps"]
    assert [step.get("path", step.get("model")) for step in steps] == [
        "data/people.csv",
        "res.partner",
    ]
    done = CliRunner().invoke(app, ["run", "people.yml", "--worker", "1", "--format", "json"])
    assert counts(done) == [{"created": 1}]


@pytest.mark.parametrize(
    ("header", "arguments", "message"),
    [
        ("name", (), "people.csv: has no column that says which record a row is; add 'id'"),
        ("id,.id,name", (), "people.csv: has both 'id' and '.id'"),
        ("id", (), "people.csv: has nothing to write besides 'id'"),
        ("id,nmae", (), "people.csv, column 'nmae': res.partner has no field 'nmae'"),
        ("id,parent_id", (), "people.csv, column 'parent_id': is a relation to res.partner; call"),
        ("id,child_ids/id", (), "people.csv, column 'child_ids/id': lines are records of"),
        ("id,create_date", (), "people.csv, column 'create_date': is computed by Odoo; leave it"),
        ("id,name,name", (), "people.csv has the column 'name' twice"),
        ("id,name", ("--ignore", "nmae"), "--ignore: there is no column 'nmae'; there is"),
        ("id,name", ("--groupby", "x"), "--groupby: there is no column 'x'; there is 'name'"),
        ("id,name", ("--deferred-fields", "x"), "--deferred-fields: there is no column 'x'"),
    ],
)
def test_file_that_can_t_be_loaded_is_refused_before_anything_is_written(
    odf: Command, tmp_path: Path, header: str, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "people.csv").write_text(f"{header}\n{',' * header.count(',')}\n")

    result = odf("import", "people.csv", *arguments)

    assert result.exit_code == 1, result.output
    assert message in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "people.csv", "--context", "lang"),
        ("import", "people.csv", "--worker", "0"),
        ("export", "--fields", "id", "-o", "x.csv", "--domain", "name = x"),
    ],
)
def test_options_that_mean_nothing_are_wrong_usage(
    odf: Command, arguments: tuple[str, ...]
) -> None:
    assert odf(*arguments).exit_code == 2
