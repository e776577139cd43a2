"""What a preview need not do again: ask a source the same, run a script on the same rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from ..flow import ReadStep, Step, TransformStep
from ..read import Batch, Request
from ..run.package import StepRecord
from ..run.sample import Recall as SourceRecall
from ..run.stage import Stage
from ..run.steps import compute
from .memory import Memory

#: Of a step's record, besides its frames: what tells what it did.
_TOLD = ("rows_in", "seconds", "log", "named", "discarded_values", "tally")


@dataclass
class Recall:
    """One preview's view of a memory.

    `owner`: whose previews share what is kept: all that rights depend on. `stamp`: for the name of
    a connection, what changes when it leads elsewhere or with other rights, without secrets; None:
    its rows are not kept. Files are told by their path and state. Rows that are read where the flow
    runs are never kept.

    `ages`: of the sources that were not asked: read step → seconds since they were.
    """

    memory: Memory
    owner: str
    stamp: Callable[[str], str | None]
    ages: dict[str, float] = field(default_factory=dict)

    def source(self, rows: int) -> SourceRecall:
        """For sources of which so many rows are taken."""

        def recall(step: ReadStep, request: Request, what: str, ask: Callable[[], Any]) -> Any:
            place = self._place(step, request)
            if place is None:
                return ask()
            key = _digest(self.owner, step.format, step.options, place, rows, what)
            kept = self.memory.get(self.owner, key)
            if kept is None:
                answer = ask()
                self.memory.put(self.owner, key, answer, _size(answer))
                return answer
            self.ages[step.name] = max(kept.age, self.ages.get(step.name, 0.0))
            return kept.value

        return recall

    def compute(self, stage: Stage[Step]) -> None:
        """Make the frames of a step, or take those that its script has made of the same rows.

        Raises FlowError as run.steps.compute().
        """
        if not isinstance(stage.step, TransformStep):
            compute(stage)
            return
        key = _digest(self.owner, *_needed(stage, stage.step))
        kept = self.memory.get(self.owner, key)
        if kept:
            kept.value.give(stage)
            return
        compute(stage)
        made = _Made.of(stage)
        self.memory.put(self.owner, key, made, made.size)

    def _place(self, step: ReadStep, request: Request) -> list[Any] | None:
        if request.path is not None:
            # A file that is not there is told by who opens it.
            if not request.path.is_file():
                return None
            found = request.path.stat()
            return [str(request.path), found.st_size, found.st_mtime_ns, found.st_ino]
        stamp = self.stamp(step.connection) if step.connection else None
        return [step.connection, stamp] if stamp else None


@dataclass(frozen=True)
class _Made:
    """What a step made, apart from its place in the flow."""

    told: Mapping[str, Any]
    frames: Mapping[str, list[pl.DataFrame]]
    rejects: list[pl.DataFrame]

    @classmethod
    def of(cls, stage: Stage[Step]) -> _Made:
        record: StepRecord = stage.record.model_copy(deep=True)
        frames = {
            name: list(stage.package.dataset(parts, name).frames())
            for name, parts in record.frames.items()
        }
        rejects = list(stage.package.dataset(record.rejects).frames())
        return cls({name: getattr(record, name) for name in _TOLD}, frames, rejects)

    @property
    def size(self) -> int:
        """Bytes, about."""
        frames = [frame for parts in self.frames.values() for frame in parts]
        return len(self.told["log"]) + _bytes([*frames, *self.rejects])

    def give(self, stage: Stage[Step]) -> None:
        """Let the step of a preview have made it."""
        for name, value in self.told.items():
            setattr(stage.record, name, value)
        for name, parts in self.frames.items():
            for frame in parts:
                stage.keep(name, frame)
        for frame in self.rejects:
            stage.aside("~rejects", stage.record.rejects, frame)


def _needed(stage: Stage[Step], step: TransformStep) -> list[Any]:
    """All that the work of a script depends on."""
    flow = stage.work.flow
    found = stage.package.frames(stage.number)
    names = [step.input] if step.row_wise else sorted(found)
    contents = {name: found[name].contents for name in names if name in found}
    step_says = step.model_dump(mode="json")
    return [step_says, flow.script(step.script).code, flow.name, stage.work.unsafe, contents]


def _digest(*parts: Any) -> str:
    """A key for what the parts (as of JSON) say. It tells nothing of them."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _size(answer: Any) -> int:
    """Bytes of the batches of a source, about; of other answers none that count."""
    batches: list[Batch] = answer if isinstance(answer, list) else []
    frames = [frame for batch in batches for frame in (batch.frame, batch.behind)]
    bad = sum(len(value) for batch in batches for row in batch.bad for value in row.values)
    return bad + _bytes([frame for frame in frames if frame is not None])


def _bytes(frames: list[pl.DataFrame]) -> int:
    return sum(int(frame.estimated_size()) for frame in frames)
