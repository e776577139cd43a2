"""Odoo 19 Community: Debian's package, unpacked only, or a person's own (``ODOO_SRC``)."""

import os
from pathlib import Path

from dev import debian
from dev.building import build, digest, say
from dev.failure import Failure
from dev.paths import ODOO

#: Odoo stands in Debian's unstable suite only. The others hold the fonts and scripts that its files
#: link to: from the suite of the machine, if they are in it.
PACKAGES: list[tuple[str, str | None]] = [
    ("odoo-19", "sid"),
    ("fonts-font-awesome", None),
    ("fonts-roboto-unhinted", None),
    ("fonts-inconsolata", None),
    ("fonts-ocr-b", None),
    ("fonts-montserrat", "sid"),
    ("libjs-jquery", None),
    ("libjs-jquery-form", None),
    ("libjs-underscore", None),
]
_PACKAGED = Path("usr/lib/python3/dist-packages")
#: The package leaves this file out, but a bundle names it; a tour fails on the error that the
#: browser then logs.
_LEFT_OUT = {
    "mail/static/lib/selfie_segmentation/selfie_segmentation.js": (
        "// Stands for a library that Debian leaves out: it blurs the background of video calls.\n"
    ),
}


def ensure() -> Path:
    """Return the folder to put on ``PYTHONPATH`` for ``import odoo``, unpacked if it is missing.

    :raises Failure: when the download fails, or ``ODOO_SRC`` holds no Odoo 19.
    """
    own = os.environ.get("ODOO_SRC")
    if own:
        return _own(Path(own).expanduser().resolve())
    build(ODOO, digest(PACKAGES, sorted(_LEFT_OUT.items())), _unpack)
    return ODOO / _PACKAGED


def identity(python_path: Path) -> str:
    """What tells one Odoo from another, at the cost of a look at two files."""
    changed = [
        file.stat().st_mtime_ns for file in (python_path / "odoo", python_path / "odoo/release.py")
    ]
    return digest(python_path, *changed)


def _own(source: Path) -> Path:
    for python_path in (source, source / _PACKAGED):
        release = python_path / "odoo" / "release.py"
        if release.is_file() and "version_info = (19, 0," in release.read_text():
            return python_path
    raise Failure(
        "ODOO_SRC", f"{source} holds no Odoo 19.0", "name the folder that has odoo/release.py in it"
    )


def _unpack(folder: Path) -> None:
    say("downloading and unpacking Odoo 19 (120 MB, 1.2 GB unpacked) …")
    debian.unpack(PACKAGES, folder)
    addons = folder / _PACKAGED / "odoo" / "addons"
    for name, text in _LEFT_OUT.items():
        file = addons / name
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    broken = [
        link for link in addons.glob("web/static/**/*") if link.is_symlink() and not link.exists()
    ]
    if broken:
        raise Failure(
            "Odoo",
            f"{broken[0]} leads nowhere",
            "name the Debian package that holds it in dev/odoo_source.py",
        )
