"""One step at work: what it knows, and how it makes progress last."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

import polars as pl

from ..errors import FlowError
from ..flow import Flow, Step
from ..messages import text
from ..rows import BATCH, ROW
from ..state import State
from ..transform.sandbox import Limits
from ..write import NAMED, Reject
from .dataset import Dataset, Part
from .host import Host
from .package import Package, StepRecord
from .quarantine import quarantined
from .sample import Sample


@dataclass(frozen=True)
class Work:
    """What all steps of a run have in common. `state`: None if nothing is remembered. `batch`: rows
    that are worked on at a time, `sent`: that a writer gets at a time. `sample`: take only the
    first rows of each source. `edited`: the state is of a flow that did something else, so that
    what that one has seen or written says nothing of what this one has to.
    """

    flow: Flow
    host: Host
    package: Package
    limits: Limits
    state: State | None = None
    unsafe: bool = False
    dry_run: bool = False
    batch: int = BATCH
    sent: int = BATCH
    sample: Sample | None = None
    edited: bool = False
    tell: Callable[[int, bool], None] = field(default=lambda _number, _lasting: None)


Kind = TypeVar("Kind", bound=Step)


class Stage(Generic[Kind]):
    """A step of a run, by its number in the flow."""

    def __init__(self, work: Work, number: int, step: Kind) -> None:
        self.work = work
        self.number = number
        self.step = step
        self.package = work.package
        self.record: StepRecord = work.package.manifest.steps[number]
        #: Whether what is committed needs not be done again by who resumes the run.
        self.lasting = True
        self._resumed = time.perf_counter()

    def keep(self, frame: str, rows: pl.DataFrame) -> None:
        """Add rows (without ROW) to a frame that this step makes."""
        parts = self.record.frames.setdefault(frame, [])
        parts.append(self.package.keep(f"{self.number:02}-{frame}", len(parts), rows))

    def aside(self, name: str, parts: list[Part], rows: pl.DataFrame) -> None:
        """Add rows to a list of parts that is no frame, such as the pairs."""
        if not rows.is_empty():
            parts.append(self.package.keep(f"{self.number:02}-{name}", len(parts), rows))

    def reject(self, frame: pl.DataFrame, rejects: Iterable[Reject], source: str) -> None:
        """Put rows of a frame (with ROW) into the quarantine. Doesn't count them."""
        say = self.work.host.say
        rejects = [Reject(row, key, column, say(reason)) for row, key, column, reason in rejects]
        if not rejects:
            return
        named = self.record.named
        named += rejects[: max(0, NAMED - len(named))]
        self.aside("~rejects", self.record.rejects, quarantined(frame, rejects, source))

    def commit(self, done: bool = False) -> None:
        """Make the progress of the step last, and say so."""
        now = time.perf_counter()
        self.record.seconds += now - self._resumed
        self._resumed = now
        self.record.done = done or self.record.done
        self.package.commit()
        self.work.tell(self.number, self.lasting or self.record.done)
        check_rejects(self.work)

    def input(self, name: str) -> Dataset:
        """The frame of that name. Raises FlowError (path `input`)."""
        frames = self.package.frames(self.number)
        if name not in frames:
            raise FlowError(
                "input",
                text(
                    "there is no frame %(name)s; there is %(names)s.",
                    name=repr(name),
                    names=", ".join(sorted(frames)),
                ),
            )
        return frames[name]

    def open(self, path: str) -> Path:
        """The file that a path means to the host. Raises FlowError (path `path`)."""
        try:
            return self.work.host.open_path(path)
        except FlowError as error:
            raise error.within("path") from error


def check_rejects(work: Work) -> None:
    """Raises FlowError (path `max_rejects`) if more rows are quarantined than the flow allows."""
    limit = work.flow.max_rejects
    if limit is None:
        return
    count = sum(record.tally.quarantined for record in work.package.manifest.steps)
    if count > limit:
        first = next(reject for record in work.package.manifest.steps for reject in record.named)
        raise FlowError(
            "max_rejects",
            text(
                "%(count)s rows are quarantined, %(limit)s may be; the first: %(reason)s Correct "
                "them, or allow more.",
                count=count,
                limit=limit,
                reason=first.reason,
            ),
        )


def in_batches(frame: pl.DataFrame, rows: int) -> Iterable[pl.DataFrame]:
    """A frame in pieces; a frame without rows is one piece."""
    return frame.iter_slices(rows) if frame.height else (frame,)


def without_place(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame as scripts and files see it."""
    return frame.drop(ROW)
