"""Files: there to be read, and room to write them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..errors import FlowError
from ..flow import ReadStep, TransformStep
from ..messages import text
from .finding import Finding
from .inquiry import Inquiry


def check(inquiry: Inquiry) -> Iterator[Finding]:
    """Each `path` of a step; one that an earlier step writes may still be missing."""
    written: set[str] = set()
    for step in inquiry.flow.steps:
        if isinstance(step, TransformStep) or step.path is None:
            continue
        at = f"steps.{step.name}.path"
        try:
            path = inquiry.host.open_path(step.path)
        except FlowError as error:
            yield Finding(at, "error", error.message, "files", step.path)
            continue
        if isinstance(step, ReadStep):
            problem = None if step.path in written else _unreadable(path)
        else:
            written.add(step.path)
            problem = _unwritable(path)
        if problem:
            yield Finding(
                at,
                "error",
                text("%(path)s %(problem)s", path=step.path, problem=problem),
                "files",
                step.path,
            )


def _unreadable(path: Path) -> str | None:
    if not path.is_file():
        return text(
            "is not there; put the file into the folder of data files, or correct the name."
        )
    if not os.access(path, os.R_OK):
        return text("can't be read; give the right to read it to the user that the server runs as.")
    return None


def _unwritable(path: Path) -> str | None:
    folder = next(parent for parent in path.parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return text("can't be written; let the user that the server runs as write to its folder.")
    return None
