"""The engine works on its own: the wheel in an empty environment, no server, no Odoo."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import polars as pl
import pytest

from dev import packaging
from dev.paths import PYTHON, ROOT, UV


@pytest.fixture(scope="module")
def odf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in an environment of its own, with the locked versions of what it needs."""
    folder = tmp_path_factory.mktemp("bare")
    uv, venv, listed = str(UV / "bin" / "uv"), folder / "venv", folder / "requirements.txt"
    packaging.build(folder)
    (wheel,) = folder.glob("*.whl")
    needs = ("export", "--quiet", "--frozen", "--no-default-groups", "--no-emit-project")
    for command in (
        (uv, *needs, f"--output-file={listed}"),
        (uv, "venv", "--quiet", f"--python={PYTHON}", str(venv)),
        (uv, "pip", "install", "--quiet", f"--python={venv}", f"--requirements={listed}"),
        (uv, "pip", "install", "--quiet", f"--python={venv}", "--no-deps", str(wheel)),
    ):
        subprocess.run(command, cwd=ROOT, check=True)
    return venv / "bin" / "odf"


def test_example_runs_in_a_bare_environment(odf: Path, tmp_path: Path) -> None:
    for name in ("customers.yml", "customers.csv"):
        shutil.copy(ROOT / "examples" / name, tmp_path)

    done = subprocess.run(
        [str(odf), "run", "customers.yml", "--format", "json"],
        cwd=tmp_path,
        env={"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert [step["rows_out"] for step in json.loads(done.stdout)["steps"]] == [7, 6, 6, 5, 1]
    assert pl.read_parquet(tmp_path / "out" / "customers.parquet").height == 5
    with sqlite3.connect(tmp_path / ".odf" / "clean_customers" / "state.sqlite") as state:
        assert state.execute("SELECT count(*) FROM odf_state_run").fetchone() == (1,)
