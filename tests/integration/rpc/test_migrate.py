"""`docs/howto/migrate.md`, followed to the letter, and what it promises.

No old Odoo runs here. The source is a real Odoo 19 with a database of its own, behind a proxy that
says that it is Odoo 15 and lets only the calls of such a one pass, by XML-RPC. So the way in which
the engine speaks to older servers is tested, the older servers themselves are not.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from dev.paths import ROOT
from odoo_data_flow.cli.main import app
from odoo_data_flow.client import D, Odoo, read_batches
from tests.faults import Fault, FaultyProxy, Request

from .conftest import Server, running
from .older import OlderOdoo

GUIDE = ROOT / "docs" / "howto" / "migrate.md"
PEOPLE = 600
#: Nobody else's: other tests leave people of their own on the server.
ANNA = "Anna of the old shop"
FIELDS = ["name", "is_company", "parent_id/id", "street", "country_id/code", "category_id/id"]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The source: people below companies that come after them, and tags below each other."""
    with running(tmp_path_factory.mktemp("old") / "odoo.log") as server:
        with server.connect() as odoo:
            _fill(odoo)
        yield server


def _fill(odoo: Odoo) -> None:
    tags = odoo["res.partner.category"].create([{"name": f"Tag {one}"} for one in range(6)])
    odoo["res.partner.category"].write(tags[:3], {"parent_id": tags[5]})
    france = odoo["res.country"].search(D("code") == "FR")[0]
    partners = odoo["res.partner"]
    ids = partners.create(
        [{"name": f"Person {one}", "category_id": [(4, tags[one % 6])]} for one in range(PEOPLE)]
    )
    companies = partners.create(
        [{"name": f"Company {one}", "is_company": True, "country_id": france} for one in range(5)]
    )
    for number, company in enumerate(companies):
        partners.write(ids[number:100:5], {"parent_id": company})
    partners.write(ids[-10:], {"active": False})
    partners.load(["id", "name"], [["shop.anna", ANNA]])


class NewOdoo(FaultyProxy):
    """A proxy before the destination that acts when people are written."""

    def __init__(self, server: str) -> None:
        super().__init__(server, self._count)
        self._left = 0

    def at_write(self, number: int, act: Callable[[], None]) -> None:
        """Act once, before the server sees the call of this number from now on."""
        self._left, self._act = number, act

    def _count(self, request: Request) -> Fault:
        if request.path.endswith(("/load", "/save")) and b"Person" in request.body:
            self._left -= 1
            if self._left == 0:
                self._act()
        return Fault.NONE


@pytest.fixture
def new(server: Server) -> Iterator[NewOdoo]:
    proxy = NewOdoo(server.url)
    with proxy:
        yield proxy


@pytest.fixture
def environment(
    old: Server, server: Server, new: NewOdoo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """Where both are, in `.env` of the working folder; nothing of it in the environment."""
    monkeypatch.chdir(tmp_path)
    with OlderOdoo(old.url) as proxy:
        settings = {
            "ODF_OLD_URL": proxy.url,
            "ODF_OLD_DB": old.database,
            "ODF_OLD_LOGIN": "admin",
            "ODF_OLD_API_KEY": old.key,
            "ODF_NEW_URL": new.url,
            "ODF_NEW_DB": server.database,
            "ODF_NEW_API_KEY": server.key,
        }
        lines = "".join(f"{key}={value}\n" for key, value in settings.items())
        (tmp_path / ".env").write_text(lines)
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        yield {**os.environ, "PATH": path, "COLUMNS": "200"}


def rows(odoo: Odoo, namespace: str | None, fields: list[str]) -> list[tuple[Any, ...]]:
    """The partners that are no records of modules, by their external ids."""
    (frame,) = read_batches(
        odoo,
        "res.partner",
        ["id", *fields, "active"],
        (D("name").like("Person")) | (D("name").like("Company %")) | (D("name") == ANNA),
        archived=True,
        namespace=namespace,
        chunk_size=10_000,
    )
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    return sorted(frame.with_columns(pl.col(lists).list.sort().list.join(",")).rows(), key=str)


def test_the_guide_brings_everything_over(
    old: Server, server: Server, new: NewOdoo, environment: dict[str, str], tmp_path: Path
) -> None:
    steps = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    look, dry_run, move, catch_up, save = steps
    namespace = f"migrated_{old.database}"
    source, target = old.connect(), server.connect()

    def arrived() -> list[tuple[Any, ...]]:
        # Other tests leave people of their own on the server.
        found = rows(target, None, FIELDS)
        return [row for row in found if str(row[0]).startswith((f"{namespace}.", "shop."))]

    def call(step: str, status: int = 0) -> str:
        done = subprocess.run(
            ["sh", "-eu", "-c", step],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    told = call(look)
    assert re.search(r"Odoo 15\.0\nconnected by xmlrpc", told)
    assert "Odoo 19.0\nconnected by json2" in told

    shown = call(dry_run)
    assert "what would be done" in shown
    assert re.search(r"write_res_partner +│ +6\d\d │.* 6\d\d created", shown)
    assert arrived() == []

    # Ctrl-C with the second of 13 calls that write people, before the server sees it.
    running_move = subprocess.Popen(
        ["sh", "-eu", "-c", f"exec {move.strip()} --size 50"],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        stdout=subprocess.DEVNULL,
    )
    new.at_write(2, lambda: running_move.send_signal(signal.SIGINT))
    _out, said = running_move.communicate()
    assert (running_move.returncode, said.startswith("Stopped. ")) == (130, True), said
    assert 0 < len(arrived()) < PEOPLE

    assert "This finished an interrupted run" in call(move)
    assert arrived() == rows(source, namespace, FIELDS)
    assert f"{namespace}.res_partner_category_" in str(arrived())

    person = source["res.partner"].search(D("name") == "Person 7")
    tags = source["res.partner.category"].search(D("name").like("Tag"))
    source["res.partner"].write(person, {"street": "Rue Haute", "category_id": [(6, 0, tags)]})
    assert "1 updated" in call(catch_up)
    assert arrived() == rows(source, namespace, FIELDS)
    assert "updated" not in call(save)
    assert arrived() == rows(source, namespace, FIELDS)


def migrate(*arguments: str) -> tuple[int, Any, str]:
    """Exit status, report, what was told."""
    command = ["migrate", "--from", "old", "--to", "new", *arguments, "--format", "json"]
    done = CliRunner().invoke(app, command)
    return done.exit_code, json.loads(done.stdout or "null"), done.stderr


def test_changes_of_lists_alone_come_with_the_next_run(
    old: Server, server: Server, environment: dict[str, str]
) -> None:
    """A many2many field that is changed from its other side leaves no mark on the record."""
    source, target = old.connect(), server.connect()
    arguments = (
        "--model", "res.partner.category", "--fields", "name",
        "--model", "res.partner", "--fields", "name,category_id,ref=function",
        "--domain", "[]", "--domain", f"[('name', 'in', ['{ANNA}', 'Person 1'])]",
    )  # fmt: skip
    anna = source["res.partner"].search(D("name") == ANNA)
    source["res.partner"].write(anna, {"ref": "Baker"})
    status, report, told = migrate(*arguments)
    assert (status, told) == (0, "")
    tag = source["res.partner.category"].search(D("name") == "Tag 4")
    query = f"""
        INSERT INTO res_partner_res_partner_category_rel (partner_id, category_id)
        VALUES ({anna[0]}, {tag[0]})
    """
    psql = [str(ROOT / "bin" / "psql"), "-d", old.database, "-c", query]
    subprocess.run(psql, check=True, capture_output=True)

    status, report, told = migrate(*arguments)

    assert (status, told) == (0, "")
    assert [step["name"] for step in report["steps"]][::2] == [
        "read_res_partner_category",
        "read_res_partner",
    ]
    assert report["steps"][3]["write"]["updated"] == 1
    (found,) = read_batches(
        target, "res.partner", ["function", "category_id/id"], D("name") == ANNA
    )
    assert found.row(0) == ("Baker", [f"migrated_{old.database}.res_partner_category_{tag[0]}"])


def test_records_that_are_marked_to_stay_are_left_there_and_counted(
    old: Server, server: Server, environment: dict[str, str]
) -> None:
    source, target = old.connect(), server.connect()
    (model,) = source["ir.model"].search(D("model") == "res.partner.category")
    field = {"name": "x_odf_exclude_migration", "ttype": "boolean", "model_id": model}
    source["ir.model.fields"].create({**field, "field_description": "Stays"})
    tags = source["res.partner.category"]
    stays, comes = tags.create([{"name": "Stays"}, {"name": "Comes"}])
    tags.write([stays], {"x_odf_exclude_migration": True})
    arguments = ("--model", "res.partner.category", "--fields", "name")
    of_both = ("--domain", f"[('id', 'in', [{stays}, {comes}])]")

    status, report, told = migrate(*arguments, *of_both)

    assert (status, told) == (0, "")
    read, written = report["steps"]
    assert (read["rows_in"], read["rows_out"], read["excluded"]) == (2, 1, 1)
    assert written["write"]["created"] == 1
    assert target["res.partner.category"].search_count(D("name") == "Stays") == 0
    status, report, _told = migrate(*arguments, *of_both, "--excluded")
    assert (status, report["steps"][1]["write"]["created"]) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--fields", "name,nmae"], 1, "the model res.partner has no field 'nmae'"),
        (["--fields", "name=nmae"], 1, "Odoo 19.0: the model res.partner has no field 'nmae'"),
        (["--fields", "child_ids"], 1, "res.partner.child_ids: lines are records of their own"),
        (["--fields", "name", "--fields", "name"], 2, "give each model its fields"),
        (["--fields", "name", "--domain", "name"], 2, "is no list of literals"),
    ],
)
def test_what_can_t_be_moved_is_told_before_anything_is_read(
    environment: dict[str, str], tmp_path: Path, arguments: list[str], status: int, message: str
) -> None:
    found, _report, told = migrate("--model", "res.partner", *arguments)

    assert found == status, told
    assert message in " ".join(told.replace("│", " ").split())
    assert not (tmp_path / ".odf").exists()
