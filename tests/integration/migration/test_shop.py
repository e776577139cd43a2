"""A shop moves: people, products with variants and orders, from one Odoo to another.

The flow stands in examples/shop_migration.yml. The tests follow each other: each goes on with what
the one before has left.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from dev.paths import ROOT
from tests.integration.flows.site import Site, shell, site

from . import shop
from .client import connect, ended, last_run, picture, run

_MODULE = "itx.moduler.module"
_WRITTEN = ("created", "updated", "quarantined")


def _rows_of(done: dict[str, Any], prefix: str) -> int:
    return sum(step["rows_out"] for name, step in done["steps"].items() if name.startswith(prefix))


@pytest.fixture(scope="module")
def module(built: dict[str, Any], new: Site, old: Site) -> int:
    """The module as it was built, applied live, and its connection filled in."""
    with new.as_("admin") as odoo:
        modules = odoo[_MODULE]
        (made,) = modules.call("from_document", document=built)
        for button in ("action_validate", "action_plan", "action_apply_to_odoo"):
            modules.call(button, [made])
        # Here people start the flow; a schedule is due as soon as it is there.
        schedules = odoo["ir.cron"]
        schedules.write(schedules.search([["name", "=", shop.SCHEDULE]]), {"active": False})
        (found,) = modules.read([made], ["state", "error_message"])
        assert found["state"] == "applied", found["error_message"]
    connect(new, old)
    return int(made)


def test_flow_that_was_built_is_the_one_of_the_example(built: dict[str, Any]) -> None:
    (flow,) = built["flows"]
    example = yaml.safe_load((ROOT / "examples" / "shop_migration.yml").read_text())

    assert flow["mode"] == "delta"
    assert _steps(flow, "read") == _steps(example, "read")
    assert _steps(flow, "write") == _steps(example, "write")


def _steps(flow: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The steps of one kind without what tells nothing."""
    return [
        {name: value for name, value in step.items() if value and name not in ("uid", "output")}
        for step in flow["steps"]
        if step["type"] == kind
    ]


def test_first_run_brings_everything(module: int, new: Site, old: Site) -> None:
    done = run(new)

    assert done["rejects"] == []
    assert done["created"] == done["read"] == _rows_of(done, "read_") > 0
    assert picture(new) == picture(old)


def test_second_run_writes_nothing(module: int, new: Site, old: Site) -> None:
    before = shell(new.database, shop.STAMPS)

    done = run(new)

    assert {name: done[name] for name in _WRITTEN} == dict.fromkeys(_WRITTEN, 0)
    assert shell(new.database, shop.STAMPS) == before


def test_edits_arrive_deletes_are_told_and_what_is_excluded_stays_out(
    module: int, new: Site, old: Site, files: Path
) -> None:
    shell(old.database, shop.EDIT)

    done = run(new)

    here, there = picture(new), picture(old)
    assert done["rejects"] == []
    assert done["steps"]["read_partners"]["excluded_rows"] > 0
    gone = [row for row in here["partners"] if row not in there["partners"]]
    missing = [row for row in there["partners"] if row not in here["partners"]]
    assert [row[0] for row in gone] == ["P59"], "what is deleted there stays here"
    assert [row[0] for row in missing] == ["X1"], "what is excluded there does not come"
    for name in ("templates", "variants", "orders", "lines", "tags"):
        assert here[name] == there[name]
    told = (files / "partners_gone.csv").read_text().splitlines()
    assert told[0] == "id"
    assert len(told) == 2


def test_exported_module_does_the_same_in_a_third_database_by_its_schedule(
    module: int, plain: str, new: Site, old: Site, tmp_path: Path
) -> None:
    with new.as_("admin") as odoo:
        modules = odoo[_MODULE]
        modules.call("action_export_module", [module])
        (found,) = modules.read([module], ["exported_file"])
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(found["exported_file"]))) as archive:
        archive.extractall(tmp_path / "addons")
    (tmp_path / "files").mkdir()
    with site(
        tmp_path / "odoo.log",
        "--max-cron-threads=2",
        copy_of=plain,
        modules=("shop_migration",),
        addons=(tmp_path / "addons",),
        ODF_DATA_DIR=str(tmp_path / "files"),
    ) as third:
        connect(third, old)
        before = last_run(third)
        shell(third.database, shop.DUE)

        done = ended(third, before, "schedule")

        assert done["rejects"] == []
        here, there = picture(third), picture(old)
        there["partners"] = [row for row in there["partners"] if row[0] != "X1"]
        assert here == there
        installed = json.loads(shell(third.database, shop.OURS).splitlines()[-1])
        assert installed == ["odf_core", "shop_migration"]
