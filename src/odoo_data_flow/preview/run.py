"""Runs the steps of a flow on the first rows of its sources."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from ..errors import FlowError, ScriptError
from ..flow import Flow, ReadStep, Step, TransformStep, WriteStep, check_flow
from ..messages import text
from ..run.host import Host
from ..run.package import Package, StepRecord
from ..run.quarantine import COLUMN, PLACE, REASON
from ..run.sample import Sample
from ..run.stage import Stage, Work
from ..run.writing import need_columns
from ..transform.sandbox import Limits
from .frame import show
from .memory import Memory
from .recall import Recall
from .report import Finding, FlowPreview, FramePreview, RejectPreview, StepPreview

#: Rows of each source that are taken, unless told otherwise.
ROWS = 50
#: Of a script in a preview: people wait for it.
LIMITS = Limits(wall_seconds=20, cpu_seconds=20)
#: After which nothing more is begun. Odoo ends a request after 120 s, unless told otherwise.
SECONDS = 45.0
_REJECTS = 20


def preview_flow(
    flow: Flow,
    host: Host,
    first: int = ROWS,
    limits: Limits = LIMITS,
    unsafe: bool = False,
    *,
    recall: Recall | None = None,
    seconds: float = SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> FlowPreview:
    """Take the `first` rows of each source through all steps, and tell the frame after every one.

    Steps do just what they do in a run, but that nothing is written, remembered or compared with
    what was there: a write step shows the rows that would be sent, under the names of the fields. A
    step that fails is told as such, and the steps that need its frame wait. `limits`, `unsafe`: as
    of `run_flow`. `recall`: sources are not asked, and scripts not run, for what it has; without
    one nothing is kept. After so many `seconds` by the `clock` nothing more is begun: the step that
    was next is told to have failed for that. Raises no FlowError.
    """
    recall = recall or Recall(Memory(size=0), "", lambda _name: None)
    check = _Deadline(seconds, clock).check
    whole = flow.model_copy(update={"mode": "full", "max_rejects": None})
    with tempfile.TemporaryDirectory(prefix="odf-") as folder:
        steps = [(step.name, step.type) for step in flow.steps]
        package = Package.begin(Path(folder), {}, steps, "", durable=False)
        sample = Sample(first, recall.source(first), check)
        work = Work(whole, host, package, limits, unsafe=unsafe, dry_run=True, sample=sample)
        previews = tuple(_Preview(work, sample, recall).steps())
    return FlowPreview(
        flow=flow.name,
        first=first,
        steps=previews,
        problems=tuple(Finding.of(problem, host) for problem in check_flow(flow)),
        unsandboxed=unsafe and any(isinstance(step, TransformStep) for step in flow.steps),
    )


class _Deadline:
    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    def check(self) -> None:
        """Raises FlowError (empty path) when the time is up."""
        if self._clock() >= self._end:
            raise FlowError(
                "",
                text(
                    "was not finished: the preview has taken %(seconds)s seconds. Preview again, "
                    "which goes on from here with what is kept for some minutes; or take fewer "
                    "rows.",
                    seconds=f"{self._seconds:g}",
                ),
            )


class _Preview:
    def __init__(self, work: Work, sample: Sample, recall: Recall) -> None:
        self._work = work
        self._sample = sample
        self._recall = recall
        #: Frame → the step that failed to make it.
        self._missing: dict[str, str] = {}
        #: The first transform step that failed: it could have made frames of any name.
        self._unsure: str | None = None
        self._keys = _known_keys(work.flow)

    def steps(self) -> Iterator[StepPreview]:
        for number, step in enumerate(self._work.flow.steps):
            yield self._step(number, step)

    def _step(self, number: int, step: Step) -> StepPreview:
        awaited = self._awaited(number, step)
        if awaited:
            self._fails(step, awaited)
            return StepPreview(name=step.name, type=step.type, waits_for=awaited)
        stage = Stage(self._work, number, step)
        told: dict[str, Any] = {}
        frames: tuple[FramePreview, ...] = ()
        try:
            if isinstance(step, WriteStep):
                frames = (_outgoing(stage, step),)
            else:
                self._sample.check()
                self._recall.compute(stage)
                frames = tuple(self._made(stage))
            for frame in frames:
                self._missing.pop(frame.name, None)
        except FlowError as error:
            stage.record.frames.clear()
            self._fails(step, step.name)
            told["problem"] = Finding.of(_placed(error, step).problem, self._work.host)
            told["line"] = error.line if isinstance(error, ScriptError) else None
        record = stage.record
        return StepPreview(
            name=step.name,
            type=step.type,
            rows_in=record.rows_in,
            frames=frames,
            quarantined=record.tally.quarantined,
            rejects=tuple(_rejects(stage.package, record)),
            excluded=record.tally.excluded,
            log=record.log,
            seconds=round(record.seconds, 3),
            age=self._recall.ages.get(step.name),
            **told,
        )

    def _awaited(self, number: int, step: Step) -> str | None:
        """The failed step that should have made the input of this one."""
        if isinstance(step, ReadStep):
            return None
        if step.input in self._missing:
            return self._missing[step.input]
        return None if step.input in self._work.package.frames(number) else self._unsure

    def _fails(self, step: Step, blamed: str) -> None:
        if isinstance(step, WriteStep):
            return
        self._missing[step.output] = blamed
        if isinstance(step, ReadStep):
            self._missing |= {step.deleted: blamed} if step.deleted else {}
        else:
            self._unsure = self._unsure or blamed

    def _made(self, stage: Stage[Step]) -> Iterator[FramePreview]:
        step, before = stage.step, None
        if not isinstance(step, ReadStep | WriteStep):
            before = (step.input, stage.input(step.input).lazy().collect())
        in_order = isinstance(step, TransformStep) and step.row_wise
        for name, parts in stage.record.frames.items():
            frame = stage.package.dataset(parts, name).lazy().collect()
            yield show(name, frame, before, self._keys, in_order)


def _outgoing(stage: Stage[Step], step: WriteStep) -> FramePreview:
    """What a write step would send: to a model, a column for each field, and first that of the key
    as in the files that Odoo imports: `id` for external ids, `.id` for those of the database.
    """
    dataset = stage.input(step.input)
    stage.record.rows_in = dataset.rows
    if not step.model:
        return show(step.input, dataset.lazy().collect())
    if not step.key:
        raise FlowError("key", text("is missing; name the column that holds the external ids."))
    need_columns(dataset, step)
    sources = {str(step.options.get("by", "id")): step.key, **step.mapping}
    frame = dataset.lazy().select(pl.col(column).alias(name) for name, column in sources.items())
    return show(step.input, frame.collect(), sources=sources)


def _known_keys(flow: Flow) -> list[str]:
    """The columns that steps take for keys, those of write steps first."""
    steps = sorted(flow.steps, key=lambda step: step.type, reverse=True)
    keys = [step.key for step in steps if isinstance(step, ReadStep | WriteStep) and step.key]
    return list(dict.fromkeys(keys))


def _rejects(package: Package, record: StepRecord) -> Iterator[RejectPreview]:
    for frame in package.dataset(record.rejects).frames():
        for row in frame.head(_REJECTS).to_dicts():
            yield RejectPreview(row=row[PLACE], column=row[COLUMN], reason=row[REASON])


def _placed(error: FlowError, step: Step) -> FlowError:
    return error if error.path.startswith("scripts.") else error.within(f"steps.{step.name}")
