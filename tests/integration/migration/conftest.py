"""Three real databases: an old shop, the Odoo where its migration is authored, and a third one."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dev import databases, odoo_process
from dev.paths import ROOT, VENV
from tests.integration.flows.site import Site, shell, site

from . import shop

#: Background runs need cron workers of their own.
_SERVER = ("--workers=2", "--max-cron-threads=1")


@pytest.fixture(scope="package")
def plain() -> Iterator[str]:
    """A database with the runtime of flows and Odoo's sales, and nothing else of ours."""
    name = f"scenario_plain_{os.getpid()}_{secrets.token_hex(3)}"
    try:
        databases.fresh(name, ["odf_core", "sale"])
        yield name
    finally:
        databases.drop(name)


@pytest.fixture(scope="package")
def old(plain: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The shop that is moved away from. Nothing runs there by itself."""
    log = tmp_path_factory.mktemp("old") / "odoo.log"
    with site(log, "--workers=2", "--max-cron-threads=0", copy_of=plain) as running:
        shell(running.database, shop.FILL)
        yield running


@pytest.fixture(scope="package")
def authoring(plain: str) -> Iterator[str]:
    """A database in which modules and flows are authored."""
    name = f"scenario_authoring_{os.getpid()}_{secrets.token_hex(3)}"
    try:
        databases.copy(plain, name)
        databases.install(name, ["odf_ui_builder"])
        yield name
    finally:
        databases.drop(name)


@pytest.fixture(scope="package")
def built(
    authoring: str, old: Site, tmp_path_factory: pytest.TempPathFactory, files: Path
) -> dict[str, Any]:
    """The document of the module whose flow a person has built in the browser."""
    place = tmp_path_factory.mktemp("built") / "module.json"
    there = {"url": old.url, "database": old.database, "secret": old.keys["admin"]}
    done = subprocess.run(
        [
            *(str(VENV / "bin" / "pytest"), "-p", "pytest_odoo", f"--odoo-database={authoring}"),
            *("--odoo-http", str(Path(__file__).with_name("in_browser.py"))),
        ],
        cwd=ROOT,
        env={
            **odoo_process.ready(),
            "ODF_DATA_DIR": str(files),
            "SHOP_OLD": json.dumps(there),
            "SHOP_EMPTY": json.dumps(shop.module({"name": "shop_migration", "steps": []})),
            "SHOP_BUILT": str(place),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:]
    document: dict[str, Any] = json.loads(place.read_text())
    return document


@pytest.fixture(scope="package")
def new(
    authoring: str, built: object, tmp_path_factory: pytest.TempPathFactory, files: Path
) -> Iterator[Site]:
    """Where the migration is authored and runs live. It is copied when the browser is done."""
    log = tmp_path_factory.mktemp("new") / "odoo.log"
    with site(log, *_SERVER, copy_of=authoring, ODF_DATA_DIR=str(files)) as running:
        yield running


@pytest.fixture(scope="package")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that steps may write to."""
    return tmp_path_factory.mktemp("files")
