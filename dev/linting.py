"""The checks that need no run of the product: style, types, import contracts, Odoo's idiom."""

import os
import subprocess
from dataclasses import dataclass

from dev import python_env
from dev.paths import ROOT, VENV, addons

#: What of pylint-odoo doesn't fit, and why. Its own settings can't except one check from a group.
_EXCEPTED = {
    "consider-merging-classes-inherited": "a large model is divided by concern, a file for each",
    "method-required-super": "adapters have methods `read` and `write` of their own",
    "missing-return": "the operations of adapters return nothing",
    "missing-readme": "docs/ describes all addons together",
}


@dataclass(frozen=True)
class Check:
    """One tool's verdict."""

    name: str
    passed: bool
    output: str


def checks() -> list[Check]:
    """Run every tool on what it is for; none stops the others."""
    python_env.ensure()
    commands = {
        "ruff": ["ruff", "check", "."],
        "black": ["black", "--check", "."],
        "mypy": ["mypy"],
        "import contracts": ["lint-imports", "--no-cache"],
    }
    names = [addon.name for addon in addons()]
    if names:
        commands["pylint-odoo"] = ["pylint", f"--disable={','.join(_EXCEPTED)}", *names]
    return [_check(name, command) for name, command in commands.items()]


def _check(name: str, command: list[str]) -> Check:
    done = subprocess.run(
        [str(VENV / "bin" / command[0]), *command[1:]],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    return Check(name, done.returncode == 0, done.stdout)


def lint() -> bool:
    """Print what the tools have to say; return whether all are content."""
    verdicts = checks()
    for verdict in verdicts:
        print(f"{verdict.name}: {'ok' if verdict.passed else 'not ok'}")
        if not verdict.passed:
            print(verdict.output)
    return all(verdict.passed for verdict in verdicts)
