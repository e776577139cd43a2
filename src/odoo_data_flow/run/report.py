"""What a run did, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import add

from pydantic import BaseModel, ConfigDict, model_validator

from ..write import Counts, WriteReport


class StepReport(BaseModel):
    """One executed step.

    `rows_in`: rows of the source or of the frame that it worked on. `quarantined`: rows that it
    refused; `excluded`: rows of a source that have not changed since the last run, or that are
    marked to stay there (`behind`: how many of them); `discarded_values`: values that the contract
    leaves out; `nameless`: column → records of a source that it does not name, because they have no
    external id. `found`: options of a source that were not given and found out, such as the
    encoding. `frames`: rows of each frame it made; `log`: what a script printed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    type: str
    rows_in: int
    rows_out: int
    quarantined: int = 0
    excluded: int = 0
    behind: int = 0
    nameless: dict[str, int] = {}
    found: dict[str, str] = {}
    discarded_values: int = 0
    seconds: float
    frames: dict[str, int] = {}
    write: WriteReport | None = None
    log: str = ""

    @model_validator(mode="after")
    def _add_up(self) -> StepReport:
        accounted = self.rows_out + self.quarantined + self.excluded
        if self.type == "read" and self.rows_in != accounted:
            raise ValueError(f"{self.rows_in} rows were read, but {accounted} are accounted for")
        if self.write and self.rows_in != self.write.read:
            raise ValueError(f"{self.rows_in} rows were to be written, but {self.write.read} were")
        return self


class RunReport(BaseModel):
    """A finished run.

    `unsandboxed`: scripts ran with the full rights of the engine's process. `dry_run`: nothing was
    written; the counts say what would be. `resumed`: it was begun by an earlier, interrupted run.
    `rejects`: step → file with the rows that it refused.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    flow: str
    run: str = ""
    seconds: float
    steps: tuple[StepReport, ...]
    unsandboxed: bool = False
    dry_run: bool = False
    resumed: bool = False
    rejects: dict[str, str] = {}

    @property
    def writes(self) -> Iterator[WriteReport]:
        """The reports of all write steps, in order."""
        return (step.write for step in self.steps if step.write)

    @property
    def counts(self) -> Counts:
        """The sum over all write steps."""
        return reduce(add, (write.counts for write in self.writes), Counts())
