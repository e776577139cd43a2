"""``docs/howto/flows-in-a-module.md`` works, followed to the letter."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from dev import databases
from dev.paths import ROOT
from dev.ports import free_port

_GUIDE = ROOT / "docs" / "howto" / "flows-in-a-module.md"


def test_the_guide_leads_to_loaded_and_listed_contacts(
    tmp_path: Path, new_name: Callable[[str], str]
) -> None:
    steps = re.findall(r"^```sh\n(.*?)^```", _GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    addons, data, database = tmp_path / "addons", tmp_path / "data", new_name("guide")
    addons.mkdir()
    data.mkdir()
    databases.clone(database)
    environment = {
        **os.environ,
        "PATH": f"{ROOT / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "ADDONS": str(addons),
        "ODF_DATA_DIR": str(data),
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

    assert len(steps) == 4
    assert said[0].split()[-1] == "tidy.py"
    assert "2 rows read: 2 created" in said[1]
    assert said[2].splitlines() == ["id,name,city", "contact_list.c1,Anna,Umeå"]
    assert "0 flows, 1 contact" in said[3]
