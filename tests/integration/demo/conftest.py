"""The demo is played once, in a folder and in databases of its own."""

import json
import os
import secrets
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dev import databases
from dev.paths import ROOT


@dataclass(frozen=True)
class Played:
    """A demo that has been played: what it said, and what it measured."""

    folder: Path
    said: str
    summary: dict[str, Any]

    @property
    def author(self) -> str:
        return self.summary["databases"][0]

    @property
    def runner(self) -> str:
        return self.summary["databases"][1]


@pytest.fixture(scope="package")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("demo") / "played"
    prefix = f"scenario_demo_{os.getpid()}_{secrets.token_hex(3)}"
    done = play(f"--folder={folder}", f"--prefix={prefix}")
    try:
        assert done.returncode == 0, done.stdout + done.stderr
        yield Played(folder, done.stdout, json.loads((folder / "summary.json").read_text()))
    finally:
        for database in (f"{prefix}_author", f"{prefix}_runner"):
            databases.drop(database)


def play(*options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run what ``make demo`` runs; return it with its output, whatever its status is."""
    return subprocess.run(
        ["python3", str(ROOT / "dev" / "run.py"), "demo", *options],
        env={**os.environ, **variables},
        text=True,
        capture_output=True,
        check=False,
    )
