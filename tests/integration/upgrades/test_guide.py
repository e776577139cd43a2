"""``docs/howto/upgrade-a-module.md`` works, followed to the letter."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from dev import databases
from dev.paths import ROOT
from dev.ports import free_port

_GUIDE = ROOT / "docs" / "howto" / "upgrade-a-module.md"


def test_the_guide_brings_the_row_along(tmp_path: Path, new_name: Callable[[str], str]) -> None:
    steps = re.findall(r"^```sh\n(.*?)^```", _GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    addons, database = tmp_path / "addons", new_name("guide")
    addons.mkdir()
    databases.clone(database)
    environment = {
        **os.environ,
        "PATH": f"{ROOT / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "ADDONS": str(addons),
        "ODOO_EXTRA_ADDONS": str(addons),
        "ODOO_HTTP_PORT": str(free_port()),
        "DATABASE": database,
    }

    said = []
    for step in steps:
        done = subprocess.run(
            ["sh", "-eu", "-c", step],
            cwd=tmp_path,
            env=environment,
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert " ERROR " not in done.stderr, done.stderr
        said.append(done.stdout)

    assert len(steps) == 3
    assert "renamed from title to name" in said[1]
    assert re.search(r"Dune +\| +412 \| A 3", said[1])
    assert "moduler_kept_1_1_0_place" in said[2]
