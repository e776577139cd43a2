"""``docs/howto/install.md`` works, followed to the letter on an Odoo that knows nothing of us."""

import ast
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from dev import databases, odoo_process, packaging
from dev.paths import PYTHON, ROOT, UV, addons

GUIDE = ROOT / "docs" / "howto" / "install.md"


@pytest.fixture(scope="module")
def dist(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    packaging.build(folder)
    return folder


@pytest.fixture
def server(tmp_path: Path, dist: Path, new_name) -> dict[str, str]:
    """The environment variables of a server that has an Odoo 19 but nothing of this project.

    Its libraries are the locked ones, so that what follows the guide needs no network.
    """
    own = tmp_path / "venv"
    uv = str(UV / "bin" / "uv")
    listed = tmp_path / "requirements.txt"
    export = ("export", "--quiet", "--frozen", "--no-dev", "--group=odoo", "--no-emit-project")
    for command in (
        (uv, *export, f"--output-file={listed}"),
        (uv, "venv", "--quiet", "--seed", f"--python={PYTHON}", str(own)),
        (uv, "pip", "install", "--quiet", f"--python={own}", f"--requirements={listed}"),
    ):
        subprocess.run(command, cwd=ROOT, check=True)
    odoo = tmp_path / "bin" / "odoo"
    odoo.parent.mkdir()
    odoo.write_text(f'#!/bin/sh\nexec {own}/bin/python {odoo_process.LAUNCHER} "$@"\n')
    odoo.chmod(0o755)
    environment = odoo_process.ready()
    del environment["ODOO_ADDONS_PATH"]
    return {
        **environment,
        "PATH": f"{odoo.parent}{os.pathsep}{os.environ['PATH']}",
        "ODOO_PYTHON": str(own / "bin" / "python"),
        "DIST": str(dist),
        "ADDONS": str(tmp_path / "addons"),
        "DATABASE": new_name("install"),
    }


def steps() -> list[str]:
    """The shell blocks of the guide."""
    return re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)


def follow(step: str, server: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = ["sh", "-e", "-c", step]
    return subprocess.run(
        command, env=server, cwd=folder, text=True, capture_output=True, check=False
    )


def test_guide_leads_to_an_odoo_with_the_product(server, tmp_path, psql):
    for step in steps():
        done = follow(step, server, tmp_path)
        assert done.returncode == 0, f"{step}\n{done.stdout}\n{done.stderr}"

    listed = psql(
        *("-AtXc", "SELECT name FROM ir_module_module WHERE state = 'installed'"),
        server["DATABASE"],
    )
    assert set(databases.PRODUCT) <= set(listed.stdout.split())


def test_wheel_holds_the_templates_and_the_commands(dist):
    (wheel,) = dist.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()

    templates = [path for path in (ROOT / "codegen_templates").rglob("*") if path.is_file()]
    assert templates
    assert {f"itx_codegen/{path.relative_to(ROOT)}" for path in templates} <= set(names)
    assert {"itx_codegen/py.typed", "odoo_data_flow/py.typed"} <= set(names)


def test_zip_holds_what_the_manifests_name_and_the_licence(dist):
    (zipped,) = dist.glob("*.zip")
    names = set(zipfile.ZipFile(zipped).namelist())

    for addon in addons():
        manifest = ast.literal_eval((addon / "__manifest__.py").read_text())
        named = [*manifest["data"], "__manifest__.py", "LICENSE", "static/description/icon.png"]
        assert {f"{addon.name}/{file}" for file in named} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith(("/", ".."))]


def test_addons_without_the_wheel_are_refused_by_name(server, tmp_path, psql):
    _libraries, unpack, install = steps()

    assert follow(unpack, server, tmp_path).returncode == 0
    done = follow(install, server, tmp_path)

    assert "itx-moduler" in done.stderr, done.stderr
    present = psql(
        "-AtXc",
        "SELECT name FROM ir_module_module WHERE name ~ '^(itx|odf)_' AND state != 'uninstalled'",
        server["DATABASE"],
    )
    assert present.stdout.strip() == ""


def test_dist_is_the_same_each_time(dist, tmp_path):
    packaging.build(tmp_path)

    first, second = (
        {file.name: file.read_bytes() for file in folder.iterdir()} for folder in (dist, tmp_path)
    )
    assert first == second
