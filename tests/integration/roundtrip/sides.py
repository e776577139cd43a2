"""The two sides of a comparison: databases of the original and of its copy, made and read."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dev import odoo_process
from dev.paths import ROOT

_DUMP = """
import json, sys
sys.path.append({root!r})
from tests.integration.roundtrip.dump import dump
loaded = {{name: sys.modules["odoo.addons." + name].__file__ for name in {modules!r}}}
with open({target!r}, "w", encoding="utf-8") as file:
    json.dump([loaded, dump(env, {modules!r})], file, ensure_ascii=False)
"""
_STARTED = re.compile(r" odoo\.addons\.(\w+)\.tests\.\S+: Starting (\S+) \.\.\.")
_FAILED = re.compile(r" (?:ERROR|FAIL): (\S+)")


@dataclass(frozen=True)
class Installed:
    """What an installation came to: its log, and the tests of modules that ran and that failed."""

    log: str
    ran: frozenset[str]
    failed: frozenset[str]


@dataclass(frozen=True)
class Side:
    """A database whose modules are loaded from ``addons`` before they are sought among Odoo's own.

    ``odoo`` is a namespace package: the first folder on ``PYTHONPATH`` that holds
    ``odoo/addons/NAME`` wins, while what is on the addons path comes after Odoo's own.
    """

    database: str
    addons: Path
    options: tuple[str, ...] = ()

    def environment(self) -> dict[str, str]:
        found = odoo_process.ready()
        path = os.pathsep.join([str(self.addons), found["PYTHONPATH"]])
        return {**found, "PYTHONPATH": path}

    def install(self, modules: Iterable[str], *, tests: bool = False) -> Installed:
        """Install modules, with their own tests if asked for.

        :raises AssertionError: with the log, when Odoo breaks off, or complains outside of tests.
        """
        names = list(modules)
        wanted = (
            ("--test-tags", ",".join(f"/{name}" for name in names)) if tests else ("--no-http",)
        )
        done = subprocess.run(
            odoo_process.command(
                *("-d", self.database, "-i", ",".join(names), *wanted),
                *("--stop-after-init", *self.options),
            ),
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        log = done.stdout
        assert tests or done.returncode == 0, log
        assert "Modules loaded." in log, log
        return Installed(
            log,
            frozenset(f"{module}: {test}" for module, test in _STARTED.findall(log)),
            frozenset(_FAILED.findall(log)),
        )

    def dump(self, modules: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return module → dump; see :mod:`.dump`.

        :raises AssertionError: when Odoo loaded a module of ``addons`` from somewhere else.
        """
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder, "dump.json")
            code = _DUMP.format(root=str(ROOT), target=str(target), modules=list(modules))
            done = subprocess.run(
                odoo_process.command(
                    *("shell", "-d", self.database, "--no-http", "--log-level=error")
                ),
                env=self.environment(),
                input=code,
                text=True,
                capture_output=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            loaded, dumps = json.loads(target.read_text(encoding="utf-8"))
        for module, file in loaded.items():
            ours = self.addons / "odoo" / "addons" / module
            assert Path(file).is_relative_to(ours) or not ours.exists(), file
        return dumps


def overlay(folder: Path, modules: Mapping[str, Path]) -> Path:
    """Copy modules to where :class:`Side` finds them before Odoo's own; return ``folder``."""
    for name, source in modules.items():
        target = folder / "odoo" / "addons" / name
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    return folder
