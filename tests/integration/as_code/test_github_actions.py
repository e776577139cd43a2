"""The commands of the example for GitHub Actions, run as they stand there on a real server."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from dev.paths import ROOT, VENV

from .conftest import Site
from .test_commands import library, without

_EXAMPLE = ROOT / "examples" / "github-actions" / "modules.yml"
_EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")

#: Stands for GitHub's own program: keeps what it is asked, and the comment.
_GH = """#!/bin/sh
echo "$@" > "$ASKED"
cp "$5" "$ASKED.md"
"""


class Runner:
    """Runs jobs of the example in a folder, as GitHub does: a shell for each step.

    What stands in `${{ … }}` is taken from `values`, and from the outputs of steps and jobs.
    """

    def __init__(self, site: Site, folder: Path) -> None:
        self.folder = folder
        self.workflow = yaml.safe_load(_EXAMPLE.read_text(encoding="utf-8"))
        self.values = {
            "vars.ITX_URL": site.url,
            "vars.ITX_DB": site.database,
            "secrets.ITX_ANALYST_KEY": site.keys["analyst"],
            "secrets.ITX_MANAGER_KEY": site.keys["manager"],
            "github.token": "token",
            "github.event.pull_request.html_url": "https://github.example.com/pull/1",
            self._acceptance(): "",
        }

    def _acceptance(self) -> str:
        (apply,) = [one for one in self.workflow["jobs"]["apply"]["steps"] if "ACCEPT" in str(one)]
        return _EXPRESSION.fullmatch(apply["env"]["ACCEPT"])[1]

    def agree_to_losses(self) -> None:
        """From now on the message of the merge agrees."""
        self.values[self._acceptance()] = "--accept"

    def run(self, job: str) -> subprocess.CompletedProcess[str]:
        """Run the commands of a job's steps up to the first that fails; return the last of them.

        Installing is left out: tests/integration/test_install.py does that, with the wheel.
        """
        outputs = self.folder / "outputs"
        steps = [one for one in self.workflow["jobs"][job]["steps"] if "run" in one]
        assert steps.pop(0)["name"] == "Install"
        for step in steps:
            outputs.write_text("")
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                env={
                    "PATH": f"{self.folder}:{VENV / 'bin'}:{os.environ['PATH']}",
                    "ASKED": str(self.folder / "asked"),
                    "GITHUB_OUTPUT": str(outputs),
                    "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
                    **self._resolved({**self.workflow["env"], **step.get("env", {})}),
                },
                cwd=self.folder,
                text=True,
                capture_output=True,
                check=False,
            )
            if done.returncode:
                break
            for line in outputs.read_text().splitlines():
                name, _, value = line.partition("=")
                self.values[f"steps.{step['id']}.outputs.{name}"] = value
        for name, value in self.workflow["jobs"][job].get("outputs", {}).items():
            self.values[f"needs.{job}.outputs.{name}"] = self._resolved({"it": value})["it"]
        return done

    def _resolved(self, variables: dict[str, str]) -> dict[str, str]:
        return {
            name: _EXPRESSION.sub(lambda found: self.values[found[1]], value)
            for name, value in variables.items()
        }

    def document(self, document: dict[str, Any]) -> None:
        """Write the document into the repository."""
        file = self.folder / self.workflow["env"]["DOCUMENT"]
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture
def runner(site: Site, tmp_path: Path) -> Runner:
    program = tmp_path / "gh"
    program.write_text(_GH)
    program.chmod(0o755)
    return Runner(site, tmp_path)


def test_from_the_pull_request_to_the_database(runner: Runner, site: Site) -> None:
    document = library("actions_library")
    runner.document(document)

    checked = runner.run("check")
    assert checked.returncode == 0, checked.stderr
    assert (runner.folder / "asked").read_text().startswith("pr comment https://github.example")
    assert "+ Model models[actions_library.book]" in (runner.folder / "asked.md").read_text()

    assert runner.run("plan").returncode == 0
    assert "Plan " in (runner.folder / "summary.md").read_text()
    applied = runner.run("apply")
    assert applied.stdout == "actions_library, version 1: applied\n", applied.stderr

    runner.document(without(document, "isbn"))
    assert runner.run("plan").returncode == 0
    refused = runner.run("apply")
    assert (refused.returncode, "This destroys data" in refused.stderr) == (1, True)
    runner.agree_to_losses()
    assert runner.run("apply").stdout == "actions_library, version 2: applied\n"


def test_a_document_that_is_wrong_stops_the_pull_request(runner: Runner) -> None:
    document = library("broken_library")
    document["menus"] = [{"xml_id": "a", "name": "A", "parent": "nowhere"}]
    runner.document(document)

    done = runner.run("check")

    assert done.returncode == 1
    assert done.stderr.startswith("menus[a].parent: ")
    assert not (runner.folder / "asked").exists()
