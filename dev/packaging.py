"""What people install on an Odoo of their own: the wheel of both packages, a ZIP of the addons."""

import re
import shutil
import zipfile
from pathlib import Path

from dev import python_env
from dev.building import say
from dev.failure import disk_full_is_a_failure
from dev.paths import DIST, ROOT, addons

#: The oldest date that a ZIP can hold: the same files give the same bytes whenever they are packed.
_DATE = (1980, 1, 1, 0, 0, 0)
_LICENSE = ROOT / "LICENSE"


def dist() -> None:
    """Fill ``dist/`` with what :func:`build` makes, and print its names."""
    say("building …")
    build(DIST)
    for file in sorted(DIST.iterdir()):
        print(file)


def build(folder: Path) -> None:
    """Make the wheel and the addons' ZIP in a folder, in the place of what it holds.

    :raises Failure: when the build backend can't be downloaded, or the disk is full.
    """
    with disk_full_is_a_failure(folder):
        shutil.rmtree(folder, ignore_errors=True)
        python_env.uv(
            "build", "--quiet", "--wheel", "--no-create-gitignore", "--out-dir", str(folder)
        )
        _pack(folder / f"itx_moduler_addons-19.0.{_version()}.zip")


def _version() -> str:
    declared = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    return declared[1] if declared else ""


def _pack(target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in sorted(_packed().items()):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())


def _packed() -> dict[str, Path]:
    """All files of the addons, and the licence in each: name in the ZIP to path."""
    files = {
        str(file.relative_to(ROOT)): file
        for addon in addons()
        for file in addon.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    return files | {f"{addon.name}/{_LICENSE.name}": _LICENSE for addon in addons()}
