"""The import contracts of pyproject.toml do bite."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINT_IMPORTS), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


#: Module that is planted → the forbidden import in it. Each breaks a contract by itself.
PLANTED = {
    "itx_codegen.planted_odoo": "import odoo",
    "itx_codegen.planted_tools": "from odoo.tools import config",
    "odoo_data_flow.planted_odoo": "import odoo",
    "itx_codegen.planted_flow": "import odoo_data_flow",
    "odoo_data_flow.planted_codegen": "import itx_codegen",
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A copy of what the contracts look at."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(
        repository / "src",
        folder / "src",
        ignore=shutil.ignore_patterns("__pycache__", "codegen_templates"),
    )
    shutil.copy(repository / "pyproject.toml", folder)
    return folder


def test_contracts_hold_and_every_planted_import_breaks_one(checkout):
    before = lint_imports(checkout)

    for module, line in PLANTED.items():
        path = checkout / "src" / Path(*module.split(".")).with_suffix(".py")
        path.write_text(f"{line}\n")
    after = lint_imports(checkout)

    assert before.returncode == 0, before.stdout
    assert after.returncode == 1
    told = [module for module in PLANTED if module in after.stdout]
    assert told == list(PLANTED)
