"""The guide to loading files, followed."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dev.paths import ROOT
from odoo_data_flow.cli.main import app
from odoo_data_flow.client import D, Odoo

from .conftest import Server

GUIDE = (ROOT / "docs" / "howto" / "load-a-file.md").read_text(encoding="utf-8")


def block(first: str) -> str:
    """The block of the guide that begins with a line."""
    found = re.search(rf"^```\w*\n({re.escape(first)}.*?)^```", GUIDE, re.S | re.M)
    assert found, first
    return found[1]


def test_guide_to_loading_files_leads_to_what_it_says(
    server: Server, odoo: Odoo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in (("URL", server.url), ("DB", server.database), ("API_KEY", server.key)):
        monkeypatch.setenv(f"ODF_SHOP_{key}", value)
    monkeypatch.chdir(tmp_path)
    Path("partners.csv").write_text(block("id,name"), encoding="utf-8")
    Path("customers_th.csv").write_bytes(block("รหัส").replace("\n", "\r\n").encode("cp874"))
    Path("customers_th.yml").write_text(block("name: customers_th"), encoding="utf-8")
    dry, load = block("odf import").splitlines()
    check, run = block("odf check").splitlines()

    codes = [
        CliRunner().invoke(app, shlex.split(line)[1:]).exit_code
        for line in (dry, load, load, check, run)
    ]

    assert codes == [0, 0, 0, 0, 3]
    fields = ["name", "phone", "parent_id", "country_code", "comment"]
    known = D("name").in_(["Anna Berg", "บริษัท ไทยโอชา จำกัด", "ร้านป้าแดง", "สมชาย ใจดี"])
    rows = {row["name"]: row for row in odoo["res.partner"].search_read(known, fields)}
    assert rows["Anna Berg"]["parent_id"][1] == "Berg AB"
    assert rows["Anna Berg"]["country_code"] == "SE"
    assert rows["บริษัท ไทยโอชา จำกัด"]["phone"] == "0812345678"
    assert rows["ร้านป้าแดง"]["phone"] == "0812345679"
    assert "01/12/2565" in rows["ร้านป้าแดง"]["comment"]
    assert "สมชาย ใจดี" not in rows
    (rejects,) = Path(".odf").glob("*/runs/*/tidy.rejects.csv")
    with rejects.open(encoding="utf-8", newline="") as file:
        (refused,) = csv.DictReader(file)
    assert (refused["name"], refused["reject_column"]) == ("สมชาย ใจดี", "since")
