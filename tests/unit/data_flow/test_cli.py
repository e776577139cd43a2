"""The command `odf`."""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from odoo_data_flow.cli.main import app

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    for name in ("customers.yml", "customers.csv"):
        shutil.copy(EXAMPLES / name, tmp_path)
    return tmp_path / "customers.yml"


def test_problems_go_to_stderr_as_path_and_message(flow: Path) -> None:
    flow.write_text(flow.read_text().replace("script: tidy}", "script: tody}"))

    for arguments in (["run", str(flow)], ["check", str(flow)]):
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "steps.tidy.script: there is no script 'tody'" in result.stderr


def test_problems_can_be_read_by_programs(flow: Path) -> None:
    flow.write_text("name: empty\n")

    result = CliRunner().invoke(app, ["check", str(flow), "--format", "json"])

    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {"path": "steps", "message": "the flow has no step; begin with a read step."}
    ]


def test_failing_step_ends_with_its_path(flow: Path) -> None:
    (flow.parent / "customers.csv").unlink()

    result = CliRunner().invoke(app, ["run", str(flow)])

    assert result.exit_code == 1
    assert result.stderr.startswith("steps.read_customers.path: there is no file 'customers.csv'")


def test_usage_errors_end_with_status_2(flow: Path) -> None:
    assert CliRunner().invoke(app, ["run"]).exit_code == 2
    assert CliRunner().invoke(app, ["run", str(flow), "--format", "xml"]).exit_code == 2


def test_version_is_that_of_the_distribution() -> None:
    result = CliRunner().invoke(app, ["--version"])

    assert (result.exit_code, result.stdout) == (0, f"odf {version('itx-moduler')}\n")


def test_schema_is_printed_as_json() -> None:
    assert "steps" in json.loads(CliRunner().invoke(app, ["schema"]).stdout)["properties"]
