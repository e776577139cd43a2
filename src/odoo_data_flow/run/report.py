"""What a run did, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import add

from pydantic import BaseModel, ConfigDict

from ..write import Counts, WriteReport


class StepReport(BaseModel):
    """One executed step. `frames`: rows of each frame it made; `log`: what a script printed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    type: str
    rows_in: int
    rows_out: int
    seconds: float
    frames: dict[str, int] = {}
    write: WriteReport | None = None
    log: str = ""


class RunReport(BaseModel):
    """A finished run. `unsandboxed`: scripts ran with the full rights of the engine's process."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    flow: str
    seconds: float
    steps: tuple[StepReport, ...]
    unsandboxed: bool = False

    @property
    def writes(self) -> Iterator[WriteReport]:
        """The reports of all write steps, in order."""
        return (step.write for step in self.steps if step.write)

    @property
    def counts(self) -> Counts:
        """The sum over all write steps."""
        return reduce(add, (write.counts for write in self.writes), Counts())
