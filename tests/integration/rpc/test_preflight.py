"""What is found out before a run, of a real Odoo behind a connection."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from dev.paths import ROOT
from odoo_data_flow.client import Odoo
from odoo_data_flow.preflight import RemoteSide

from .conftest import Server


def checked(folder: Path, server: Server, key: str, write: dict[str, Any]) -> list[dict[str, Any]]:
    """What `odf check --connect` finds in a flow from the server to itself."""
    read = {
        "name": "read",
        "type": "read",
        "format": "odoo",
        "connection": "old",
        "options": {"model": "res.partner", "fields": ["id", "name", "country_id", "type"]},
    }
    step = {"name": "write", "type": "write", "connection": "old", "key": "id", **write}
    (folder / "flow.json").write_text(json.dumps({"name": "checked", "steps": [read, step]}))
    (folder / "env").write_text(
        f"ODF_OLD_URL={server.url}\nODF_OLD_DB={server.database}\nODF_OLD_API_KEY={key}\n"
    )
    done = subprocess.run(
        [
            ROOT / "bin" / "odf",
            "check",
            "flow.json",
            "--connect",
            "--format=json",
            "--env-file=env",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    errors = [one for one in found if one["severity"] == "error"]
    assert (done.returncode, bool(errors)) in ((0, False), (1, True)), done.stderr
    return found


def test_a_flow_between_two_odoos_is_checked_on_both_sides(tmp_path: Path, server: Server) -> None:
    wrong = {
        "model": "res.partner",
        "mapping": {"name": "name", "country_id": "country_id", "no_field": "type"},
        "options": {"context": {"lang": "xx_XX"}},
    }
    found = checked(tmp_path, server, server.key, wrong)

    assert {(one["path"], one["check"]) for one in found} == {
        ("steps.write.mapping.country_id", "types"),
        ("steps.write.mapping.no_field", "fields"),
        ("steps.write.options.context.lang", "languages"),
    }
    right = {"model": "res.partner", "mapping": {"name": "name", "type": "type"}}
    assert checked(tmp_path, server, server.key, right) == []


def test_rights_are_those_of_the_user_of_the_connection(tmp_path: Path, server: Server) -> None:
    right = {"model": "res.partner", "mapping": {"name": "name"}}

    found = checked(tmp_path, server, server.reader_key, right)

    assert [one["message"].count("may not") for one in found if one["check"] == "access"] == [1, 1]
    assert [one["severity"] for one in found if one["check"] == "connections"] == ["warning"]
    assert checked(tmp_path, server, "no key", right)[0]["check"] == "connections"


def test_side_tells_what_a_real_server_has(odoo: Odoo) -> None:
    side = RemoteSide("old", odoo)

    assert side.version() == "19.0"
    assert side.fields("no.model") is None
    assert "en_US" in side.languages()
    assert "odf_core" in (side.modules() or {})
    assert "base" in side.modules_of("res.partner")
    assert side.unfilled("res.currency", ["symbol", "rounding"])[0] == "symbol"
