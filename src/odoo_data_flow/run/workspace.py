"""Where a pipeline keeps what outlives a run: its state, unfinished packages, reports, rejects."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import FlowError
from ..flow import Flow, ReadStep, WriteStep
from ..messages import text
from ..state import State, open_state
from ..state.file_lock import file_lock
from .host import Host
from .package import Package


def pipeline_of(flow: Flow, host: Host) -> str:
    """The name of the pair of source and destination that a flow connects.

    A flow that is pointed at another database, or reads another file, is another pipeline: what the
    one has seen says nothing of the other.
    """
    places = []
    for step in flow.steps:
        if isinstance(step, ReadStep | WriteStep):
            where = host.identity(step.connection) if step.connection else step.path
            places.append(f"{step.type} {step.name} {where} {getattr(step, 'model', '')}")
    digest = hashlib.sha256("\n".join(places).encode()).hexdigest()[:8]
    return f"{flow.name}:{digest}"


class Workspace:
    """One pipeline's folder and state. `state`: the state itself; or its URL, where a relative path
    of SQLite is one in the folder; a file in the folder if None. `durable`: an unfinished run must
    survive a power failure; not if the folder goes with the process anyway.
    """

    def __init__(
        self, folder: Path, pipeline: str, state: State | str | None = None, durable: bool = True
    ) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FlowError(
                "work-dir",
                text(
                    "%(folder)s can't be made: %(cause)s. Name another folder.",
                    folder=folder,
                    cause=error.strerror,
                ),
            ) from error
        self.folder = folder
        self.durable = durable
        self.packages = folder / "packages"
        self.reports = folder / "runs"
        self.state: State = (
            state
            if isinstance(state, State)
            else open_state(state or "sqlite:///state.sqlite", pipeline, folder)
        )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """No two runs of the pipeline, and none that share the folder, go on at the same time.

        Raises FlowError.
        """
        with (
            file_lock(self.folder / "lock", text("a flow in %(folder)s", folder=self.folder)),
            self.state.lock(),
        ):
            yield

    def pending(self) -> str | None:
        """The run that was interrupted and is to be resumed."""
        package = Package.pending(self.packages)
        return package.manifest.run if package else None

    def pending_flow(self) -> dict[str, Any] | None:
        """The document of the flow of that run, as it was when the run began."""
        package = Package.pending(self.packages)
        return package.manifest.flow if package else None

    def reset(self) -> None:
        """Forget everything, an interrupted run too. To be called while the lock is held."""
        Package.drop_all(self.packages)
        self.state.reset()

    def close(self) -> None:
        """Let go of the state."""
        self.state.close()
