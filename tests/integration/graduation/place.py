"""A database with the live app in it, and the exported module beside it."""

import os
import subprocess
from pathlib import Path

from dev import odoo_process
from dev.paths import ROOT

DOCUMENT = ROOT / "examples" / "kitchen_sink.json"
_FILL = "from tests.integration.graduation import fill"


class Place:
    """A database and a folder of addons."""

    def __init__(self, database: str, addons: Path) -> None:
        self.database, self.addons = database, addons

    @property
    def environment(self) -> dict[str, str]:
        environment = odoo_process.ready(self.addons)
        environment["PYTHONPATH"] += f"{os.pathsep}{ROOT}"
        return environment

    def odoo(self, *arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            odoo_process.command(*arguments, "--no-http"),
            input=code,
            env=self.environment,
            capture_output=True,
            text=True,
        )

    def installing(self) -> list[str]:
        """Return the command that installs the module."""
        options = ("-d", self.database, "-i", "kitchen_sink", "--stop-after-init", "--no-http")
        return odoo_process.command(*options)

    def install(self) -> subprocess.CompletedProcess[str]:
        return self.odoo("-d", self.database, "-i", "kitchen_sink", "--stop-after-init")

    def fill(self, rows: int) -> None:
        """Bring the app to life and fill it with so many parts."""
        self.shell(f"{_FILL}; fill.live(env); fill.fill(env, {rows})")

    def shell(self, code: str) -> str:
        """Run code in Odoo's shell; return what it printed."""
        done = self.odoo("shell", "-d", self.database, "--log-level=critical", code=code)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout.strip()

    def ask(self, query: str) -> str:
        """Return what a query gives, as psql prints it without ornament."""
        done = subprocess.run(
            ["psql", "-AtXc", query, self.database],
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()
