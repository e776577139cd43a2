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


@pytest.fixture
def checkout(tmp_path: Path, repository: Path) -> Path:
    """A copy of what the contracts look at."""
    shutil.copytree(
        repository / "src",
        tmp_path / "src",
        ignore=shutil.ignore_patterns("__pycache__", "codegen_templates"),
    )
    shutil.copy(repository / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold(checkout):
    done = lint_imports(checkout)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("itx_codegen", "import odoo"),
        ("itx_codegen", "from odoo.tools import config"),
        ("odoo_data_flow", "import odoo"),
        ("itx_codegen", "import odoo_data_flow"),
        ("odoo_data_flow", "import itx_codegen"),
    ],
)
def test_planted_import_breaks_a_contract(checkout, package, line):
    (checkout / "src" / package / "planted.py").write_text(f"{line}\n")

    done = lint_imports(checkout)

    assert done.returncode == 1
    assert f"{package}.planted" in done.stdout
