"""The Python environment: uv in a folder of its own, and by it this project's locked libraries."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from dev import debian
from dev.building import STAMP, build, digest, is_built, locked, say
from dev.failure import Failure, disk_full_is_a_failure, run
from dev.paths import ROOT, UV, VENV

UV_VERSION = "0.13.8"
#: Odoo 19's pinned libraries have wheels for these.
PYTHONS = ("3.11", "3.12", "3.10")
_NETWORK = "check the network and repeat"


def ensure() -> None:
    """Let ``.runtime/venv`` be what ``uv.lock`` says, with the project itself editable."""
    recipe = _recipe()
    if not is_built(VENV, recipe):
        with locked(VENV.name):
            if not is_built(VENV, recipe):
                _sync(recipe)


def _sync(recipe: str) -> None:
    _ensure_uv()
    say("installing the locked Python libraries …")
    stamp = VENV / STAMP
    # Scripts in it name the folder that they are installed in, so it is made in place. Without a
    # stamp, or after a move of the checkout, it is made from nothing.
    if not (stamp.exists() and stamp.read_text().startswith(f"{VENV}\n")):
        shutil.rmtree(VENV, ignore_errors=True)
    stamp.unlink(missing_ok=True)
    with disk_full_is_a_failure(VENV):
        run(
            [str(UV / "bin" / "uv"), "sync", "--locked", "--quiet", "--python", _interpreter()],
            subject="uv sync",
            remedy=f"{_NETWORK}; after a change of pyproject.toml run python3 dev/run.py uv lock",
            cwd=ROOT,
            env=_uv_environment(),
        )
        stamp.write_text(recipe)


def uv(*arguments: str) -> None:
    """Run this project's uv.

    :raises Failure: when it fails.
    """
    _ensure_uv()
    run(
        [str(UV / "bin" / "uv"), *arguments],
        subject=f"uv {arguments[0]}",
        remedy=_NETWORK,
        cwd=ROOT,
        env=_uv_environment(),
    )


def _recipe() -> str:
    declared = [(ROOT / name).read_text() for name in ("pyproject.toml", "uv.lock")]
    return f"{VENV}\n{digest(UV_VERSION, *declared)}"


def _uv_environment() -> dict[str, str]:
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    return {**environment, "UV_PROJECT_ENVIRONMENT": str(VENV), "UV_PYTHON_DOWNLOADS": "never"}


def _ensure_uv() -> None:
    def make(folder: Path) -> None:
        say("installing uv …")
        interpreter = _interpreter()
        if not _has_venv(interpreter):
            debian.install(["python3-venv"])
        run([interpreter, "-m", "venv", str(folder)], subject="python3 -m venv", remedy="repeat")
        run(
            [str(folder / "bin" / "pip"), "install", "--quiet", f"uv=={UV_VERSION}"],
            subject="pip install uv",
            remedy=_NETWORK,
        )

    build(UV, UV_VERSION, make)


def _has_venv(interpreter: str) -> bool:
    return _runs(interpreter, "import venv, ensurepip")


def _interpreter() -> str:
    """A Python of the machine that Odoo 19's libraries have wheels for."""
    this = f"{sys.version_info.major}.{sys.version_info.minor}"
    if this in PYTHONS:
        # Not the environment's own, when a person has activated one.
        return str(getattr(sys, "_base_executable", sys.executable))
    for version in PYTHONS:
        found = shutil.which(f"python{version}")
        if found and _runs(found, ""):
            return found
    raise Failure(
        "python3",
        f"Odoo 19's libraries need Python {', '.join(sorted(PYTHONS))}; this is {this}",
        f"install one of them, e.g. python{PYTHONS[0]} with its venv module",
    )


def _runs(interpreter: str, code: str) -> bool:
    probe = subprocess.run([interpreter, "-c", code], capture_output=True, check=False)
    return probe.returncode == 0
