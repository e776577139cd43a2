"""One Odoo server for all of these tests, with people of different rights and their API keys."""

import json
import os
import secrets
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dev import databases, odoo_server
from dev.paths import ROOT, VENV

_HIRE = """
import json
from datetime import timedelta
from odoo import fields
keys = {}
for login, group in json.loads('GROUPS').items():
    user = env["res.users"].create(
        {"login": login, "name": login, "group_ids": [(4, env.ref(group).id)]})
    until = fields.Datetime.now() + timedelta(days=1)
    keys[login] = env["res.users.apikeys"].with_user(user).sudo()._generate(None, "test", until)
env.cr.commit()
print("KEYS", json.dumps(keys))
"""


_PEOPLE = {
    "analyst": "itx_moduler.group_user",
    "manager": "itx_moduler.group_manager",
    "outsider": "base.group_user",
}


@dataclass(frozen=True)
class Site:
    """A running server: its address, its database, and everybody's API key by login."""

    url: str
    database: str
    keys: dict[str, str]

    def variables(self, login: str) -> dict[str, str]:
        """The environment in which somebody's commands run."""
        return {"ITX_URL": self.url, "ITX_DB": self.database, "ITX_API_KEY": self.keys[login]}

    def itx(
        self, login: str, *arguments: str, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the command as somebody; return it with its output, whatever its status is."""
        return run_itx(*arguments, **{**self.variables(login), **variables})

    def told(self, login: str, *arguments: str) -> Any:
        """Likewise with `--format json`, which must not fail; return what it says."""
        done = self.itx(login, *arguments, "--format", "json")
        assert done.returncode in (0, 3, 4, 5), done.stderr + done.stdout
        return json.loads(done.stdout)


def run_itx(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command with nothing in its environment but what is given, in an empty folder."""
    return subprocess.run(
        [str(VENV / "bin" / "itx"), *arguments],
        env={"PATH": os.environ["PATH"], **variables},
        cwd=variables.get("PWD", "/"),
        text=True,
        capture_output=True,
        check=False,
    )


def hire(database: str, people: dict[str, str]) -> dict[str, str]:
    """Make users of a database; return their API keys. `people` tells a group for each login."""
    hired = subprocess.run(
        [str(ROOT / "bin" / "odoo"), "shell", "-d", database, "--no-http", "--log-level=error"],
        input=_HIRE.replace("GROUPS", json.dumps(people)),
        text=True,
        capture_output=True,
        check=True,
    )
    keys: dict[str, str] = json.loads(hired.stdout.partition("KEYS ")[2].splitlines()[0])
    return keys


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    name = f"scenario_as_code_{os.getpid()}_{secrets.token_hex(3)}"
    databases.clone(name)
    try:
        keys = hire(name, _PEOPLE)
        log = tmp_path_factory.mktemp("as_code") / "odoo.log"
        with odoo_server.running(name, log) as url:
            yield Site(url, name, keys)
    finally:
        databases.drop(name)


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Write a document to a file and return its path: `write(name, document)`."""

    def to(name: str, document: dict[str, Any]) -> str:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    return to
