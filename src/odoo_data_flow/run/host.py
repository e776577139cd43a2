"""What the runner needs from whoever runs a flow."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ..errors import FlowError
from ..flow import path_problem
from ..write import Writer


class Host(Protocol):
    """Gives the runner files and a writer; decides what a flow may touch."""

    def open_path(self, path: str) -> Path:
        """The file that a step's `path` means. Raises FlowError (empty path) if it is refused."""
        ...

    def writer(self) -> Writer:
        """The writer to models. Raises FlowError (path `model`) if there is none."""
        ...


def contained(folder: Path, path: str) -> Path:
    """`path` below `folder`, links followed. Raises FlowError if it is anywhere else."""
    message = path_problem(path)
    if message:
        raise FlowError("", message)
    real = (folder / path).resolve()
    if not real.is_relative_to(folder.resolve()):
        raise FlowError("", f"{path!r} leads out of its folder by a link; put the file inside it.")
    return real


class FolderHost:
    """A host that has nothing but a folder of files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open_path(self, path: str) -> Path:
        return contained(self._folder, path)

    def writer(self) -> Writer:
        raise FlowError(
            "model",
            "writing to models needs Odoo; run the flow there, or write to a file with `format` "
            "and `path`.",
        )
