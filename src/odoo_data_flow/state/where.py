"""From the URL of a state to the state."""

from __future__ import annotations

from pathlib import Path

from ..errors import FlowError
from ..messages import text
from .postgres import Postgres
from .sqlite import Sqlite
from .store import Database, State


def open_state(url: str, pipeline: str, folder: Path | None = None) -> State:
    """The state of a pipeline. `url`: `sqlite:///path` (relative to `folder`; with four slashes
    absolute) or `postgresql://…`. Raises FlowError (path `state`).
    """
    return State(_database(url, folder or Path()), pipeline)


def _database(url: str, folder: Path) -> Database:
    if url.startswith("sqlite:///"):
        path = url.removeprefix("sqlite:///")
        if path:
            return Sqlite(folder / path)
    if url.startswith(("postgresql://", "postgres://")):
        return Postgres(url)
    # Not the URL itself: what is not known may hold a password.
    raise FlowError(
        "state", text("the URL of the state must be sqlite:///path or postgresql://host/database.")
    )
