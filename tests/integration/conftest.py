"""Scenarios on real databases: each test gets its own, cloned from the template of the addons."""

import os
import secrets
import subprocess
from collections.abc import Callable, Iterator

import pytest

from dev import databases
from dev.paths import ROOT
from dev.ports import free_port


@pytest.fixture
def new_name() -> Iterator[Callable[[str], str]]:
    """Give a database name that nobody else uses; what has that name is dropped in the end."""
    given = []

    def new(label: str) -> str:
        given.append(f"scenario_{label}_{os.getpid()}_{secrets.token_hex(3)}")
        return given[-1]

    yield new
    for name in given:
        databases.drop(name)


@pytest.fixture
def database(new_name: Callable[[str], str]) -> str:
    """The name of a fresh database with the addons of the product."""
    name = new_name("addons")
    databases.clone(name)
    return name


@pytest.fixture
def odoo() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run ``bin/odoo`` with some arguments; return it with its output, whatever its status is.

    ``stdin`` is text for it to read, ``env`` more variables, ``cwd`` the folder to stand in.
    """
    return runner("odoo")


@pytest.fixture
def psql() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Likewise, ``bin/psql``."""
    return runner("psql")


@pytest.fixture
def odoo_shell(
    odoo: Callable[..., subprocess.CompletedProcess[str]],
) -> Callable[[str, str], str]:
    """Run Python code in ``bin/odoo shell -d DATABASE`` and return what it printed."""

    def shell(database: str, code: str) -> str:
        done = odoo("shell", "-d", database, "--log-level=error", "--no-http", stdin=code)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout

    return shell


def runner(program: str) -> Callable[..., subprocess.CompletedProcess[str]]:
    """What the fixtures `odoo` and `psql` give, for fixtures that last longer."""

    def run(
        *arguments: str,
        stdin: str | None = None,
        env: dict[str, str] | None = None,
        cwd: object = None,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(ROOT / "bin" / program), *arguments],
            input=stdin or "",
            # Not Odoo's usual port: other suites and a person's own server run at the same time.
            env={**os.environ, "ODOO_HTTP_PORT": str(free_port()), **(env or {})},
            cwd=cwd,
            text=True,
            capture_output=True,
            check=False,
        )

    return run
