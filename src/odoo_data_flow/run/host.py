"""What the runner needs from whoever runs a flow."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from ..errors import FlowError
from ..flow import path_problem
from ..messages import text
from ..write import RunWriter


class Host(Protocol):
    """Gives the runner files and a writer; decides what a flow may touch."""

    def open_path(self, path: str) -> Path:
        """The file that a step's `path` means. Raises FlowError (empty path) if it is refused."""
        ...

    def connection(self, name: str) -> Any:
        """What a read step's `connection` leads to; empty: to the models of the host itself.

        Raises FlowError (empty path).
        """
        ...

    def writer(self, connection: str | None, dry_run: bool) -> RunWriter:
        """A new writer to the models behind a connection; None: of the host itself.

        `dry_run`: it finds out what would happen, and changes nothing. Raises FlowError (path
        `model` or `connection`) if there is none.
        """
        ...

    def identity(self, connection: str) -> str:
        """What tells one place from another that is reached under the same name, without
        secrets.
        """
        ...

    def say(self, message: str) -> str:
        """A sentence (often a Message) as a plain string, in the language of who the host is for.

        What is kept as text is said so: reasons of rejects, findings, previews. An error isn't: it
        has its Message with it.
        """
        ...


def contained(folder: Path, path: str) -> Path:
    """`path` below `folder`, links followed. Raises FlowError if it is anywhere else."""
    message = path_problem(path)
    if message:
        raise FlowError("", message)
    real = (folder / path).resolve()
    if not real.is_relative_to(folder.resolve()):
        raise FlowError(
            "",
            text(
                "%(path)s leads out of its folder by a link; put the file inside it.",
                path=repr(path),
            ),
        )
    return real


class FolderHost:
    """A host that has nothing but a folder of files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open_path(self, path: str) -> Path:
        return contained(self.folder, path)

    def connection(self, name: str) -> Any:
        if not name:
            raise FlowError(
                "", text("is missing: there are no models here. Name one, or run the flow in Odoo.")
            )
        raise FlowError("", text("there is no connection %(name)s here.", name=repr(name)))

    def writer(self, connection: str | None, dry_run: bool) -> RunWriter:
        raise FlowError(
            "model",
            text(
                "writing to models needs Odoo; name a `connection`, run the flow in Odoo, or "
                "write to a file with `format` and `path`."
            ),
        )

    def identity(self, connection: str) -> str:
        return connection

    def say(self, message: str) -> str:
        return str(message)
