"""What a preview tells; `model_dump(mode="json")` makes it JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from ..errors import Problem
from ..run.host import Host


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Finding(_Part):
    """A problem: `path` names the element, `message` the cause and the remedy."""

    path: str
    message: str

    @classmethod
    def of(cls, problem: Problem, host: Host) -> Finding:
        """The same problem, as the host says it."""
        return cls(path=problem.path, message=host.say(problem.message))


class ColumnPreview(_Part):
    """One column. `type`: as contracts name it (`str`, `int` …), `list`, or the name in polars.

    `nulls`: rows without a value. `is_new`: the frame before had no such column; `type_before`: the
    type that it had there, if that was another one. `source`: of a field of a model, the column
    that fills it.
    """

    name: str
    type: str
    nulls: int
    is_new: bool = False
    type_before: str | None = None
    source: str | None = None


class FramePreview(_Part):
    """A frame that a step made.

    `rows`: how many it has; `cells`: the first of them as texts, row by row, null for no value.
    What has changed is said against the frame `before`, where rows can be `matched`: by the column
    `key` or by their place. `changed`: (row, column) of `cells`; `new_rows`: rows that were not
    there before; `gone_rows`: how many are not there any more; `gone_columns` likewise.
    """

    name: str
    rows: int
    columns: tuple[ColumnPreview, ...]
    cells: tuple[tuple[str | None, ...], ...]
    before: str | None = None
    matched: Literal["key", "place"] | None = None
    key: str | None = None
    changed: tuple[tuple[int, int], ...] = ()
    new_rows: tuple[int, ...] = ()
    gone_rows: int = 0
    gone_columns: tuple[str, ...] = ()


class RejectPreview(_Part):
    """A row that a step refuses: its place (from 1), the column if one is to blame, and why."""

    row: int
    column: str | None
    reason: str


class StepPreview(_Part):
    """One step. `problem`: why it failed; `line`: of its script, if that is to blame.

    `waits_for`: the step whose failure left this one without its frame, so that it was not run.
    `quarantined`: rows that it refused, `rejects` the first of them. `excluded`: rows that are
    marked to stay at the source. `log`: what a script printed. `age`: of a source that was not
    asked again, the seconds since it was.
    """

    name: str
    type: str
    rows_in: int = 0
    frames: tuple[FramePreview, ...] = ()
    problem: Finding | None = None
    line: int | None = None
    waits_for: str | None = None
    quarantined: int = 0
    rejects: tuple[RejectPreview, ...] = ()
    excluded: int = 0
    log: str = ""
    seconds: float = 0.0
    age: float | None = None


class FlowPreview(_Part):
    """All steps, in order, and what the checks of the flow find (`problems`).

    `first`: how many rows of each source were taken.
    """

    flow: str
    first: int
    steps: tuple[StepPreview, ...]
    problems: tuple[Finding, ...] = ()
    unsandboxed: bool = False
