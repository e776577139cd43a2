"""The commands of ``make`` and ``bin/*``: a name, and the function that does it."""

import os
import sys
from collections.abc import Callable

from dev import (
    bench,
    browser,
    bytecode,
    cluster,
    databases,
    linting,
    odoo_process,
    odoo_source,
    odoo_tours,
    packaging,
    python_env,
    serving,
    suites,
)
from dev.failure import Failure
from dev.paths import PYTHON, ROOT, VENV
from dev.ports import free_port


def setup() -> None:
    """Set up everything that is missing."""
    python_env.ensure()
    odoo_source.ensure()
    browser.ensure()
    cluster.ensure_running()
    print("ready: make serve, make test, make demo; bin/odoo, bin/psql, bin/itx, bin/odf")


def odoo(*arguments: str) -> None:
    """Become Odoo, on its usual port if that is free."""
    environment = odoo_process.ready()
    environment["ODOO_HTTP_PORT"] = os.environ.get("ODOO_HTTP_PORT") or str(free_port(8069))
    _become(odoo_process.command(*arguments), environment)


def psql(*arguments: str) -> None:
    """Become psql, on the private cluster."""
    where = cluster.ensure_running()
    # The role and the database may be chosen by the usual variables or options.
    environment = {"PGDATABASE": "postgres", **os.environ, **where}
    environment["PGUSER"] = os.environ.get("PGUSER", cluster.ROLE)
    _become([cluster.psql(), *arguments], environment)


def itx(*arguments: str) -> None:
    """Become the command ``itx``."""
    _project_command("itx", arguments)


def odf(*arguments: str) -> None:
    """Become the command ``odf``."""
    _project_command("odf", arguments)


def db(name: str = "") -> None:
    """Print the template database of the addons; with a name, make that database a copy of it."""
    if name:
        databases.clone(name)
        print(name)
    else:
        print(databases.template())


def uv(*arguments: str) -> None:
    """Run uv on this project, e.g. ``uv lock`` after a change of pyproject.toml."""
    python_env.uv(*arguments)


def benchmark(*names: str) -> None:
    """Run the benchmarks that are named, or all."""
    known = bench.names()
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise Failure(
            f"BENCH={unknown[0]}",
            "no such benchmark",
            f"there are: {', '.join(known) or 'none yet'}",
        )
    _become_module("dev.bench", *(names or known))


def demo(*options: str) -> None:
    """Run the demo; ``--help`` tells its options."""
    browser.ensure()
    _become_module("dev.demo", *options)


_COMMANDS: dict[str, Callable[..., bool | None]] = {
    "setup": setup,
    "odoo": odoo,
    "psql": psql,
    "itx": itx,
    "odf": odf,
    "db": db,
    "serve": serving.serve,
    "stop": serving.stop,
    "test": suites.test,
    "lint": linting.lint,
    "bench": benchmark,
    "demo": demo,
    "dist": packaging.dist,
    "check-odoo": odoo_tours.check,
    "uv": uv,
}


def main(arguments: list[str]) -> int:
    """Run one command; return its exit status."""
    name, *rest = arguments or ["help"]
    if name not in _COMMANDS:
        print(f"{name}: no such command; there are {', '.join(_COMMANDS)}", file=sys.stderr)
        return 2
    bytecode.keep()
    try:
        passed = _COMMANDS[name](*rest)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 1 if passed is False else 0


def _project_command(name: str, arguments: tuple[str, ...]) -> None:
    python_env.ensure()
    _become([str(VENV / "bin" / name), *arguments], dict(os.environ))


def _become_module(name: str, *arguments: str) -> None:
    environment = odoo_process.ready()
    os.chdir(ROOT)
    _become([str(PYTHON), "-m", name, *arguments], environment)


def _become(command: list[str], environment: dict[str, str]) -> None:
    """Replace this process, in the caller's folder: signals and status are the command's own."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(command[0], command, environment)
