"""Texts without a known structure: merged line by line, as Git does."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ..errors import DocumentError, Problem
from ..messages import text

#: The sides of a conflict, as its markers name them.
YOURS, BEFORE, NOW = "yours", "exported before", "exported now"
OPENING, CLOSING = f"<<<<<<< {YOURS}", f">>>>>>> {NOW}"


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with their ends; only a line feed ends a line."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]


def merge_lines(base: str, new: str, tree: str) -> str:
    """Return `tree` with what changed from `base` to `new`; conflicts stand in diff3 markers.

    Raises DocumentError where there is no Git on this machine.
    """
    git = shutil.which("git")
    if git is None:
        message = text("Merging needs Git on this machine; install it.")
        raise DocumentError([Problem("git", message)])
    with tempfile.TemporaryDirectory() as folder:
        sides = []
        for name, content in (("tree", tree), ("base", base), ("new", new)):
            file = Path(folder) / name
            file.write_text(content, encoding="utf-8", newline="")
            sides.append(str(file))
        labels = [part for label in (YOURS, BEFORE, NOW) for part in ("-L", label)]
        done = subprocess.run(  # noqa: S603 (Git with files of our own)
            [git, "merge-file", "--stdout", "--diff3", *labels, *sides],
            cwd=folder,
            capture_output=True,
            check=False,
        )
    # The status is the number of conflicts, or negative (above 127) where Git could not merge.
    if done.returncode > 127:
        raise DocumentError([Problem("git", done.stderr.decode("utf-8", "replace").strip())])
    return done.stdout.decode("utf-8")
