"""Executes a flow."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ..errors import FlowError, InvalidFlow
from ..flow import Flow, ReadStep, Step, TransformStep, WriteStep, check_flow
from ..read import read_file
from ..transform.process import run_script
from ..transform.sandbox import Limits
from ..write import FILE_WRITERS, WriteReport, write_file
from .host import Host
from .report import RunReport, StepReport


@dataclass(frozen=True)
class Progress:
    """Told before (`report` is None) and after each step. `index` counts from 0 to `total` - 1."""

    index: int
    total: int
    step: str
    report: StepReport | None = None


def run_flow(
    flow: Flow,
    host: Host,
    progress: Callable[[Progress], None] | None = None,
    limits: Limits | None = None,
    unsafe: bool = False,
) -> RunReport:
    """Execute the steps of a flow in order.

    `limits`: what each script may use. `unsafe`: run scripts outside the sandbox (recorded in the
    report). Raises InvalidFlow if the checks find problems, and FlowError or ScriptError where a
    step fails; what earlier steps wrote is the host's to keep or to undo.
    """
    problems = check_flow(flow)
    if problems:
        raise InvalidFlow(problems)
    run = _Run(flow, host, limits or Limits(), unsafe)
    start = time.perf_counter()
    reports = []
    for index, step in enumerate(flow.steps):
        if progress:
            progress(Progress(index, len(flow.steps), step.name))
        reports.append(run.execute(step))
        if progress:
            progress(Progress(index, len(flow.steps), step.name, reports[-1]))
    return RunReport(
        flow=flow.name,
        seconds=round(time.perf_counter() - start, 3),
        steps=tuple(reports),
        unsandboxed=unsafe and any(isinstance(step, TransformStep) for step in flow.steps),
    )


class _Run:
    """The named frames of one run, and what each kind of step does to them."""

    def __init__(self, flow: Flow, host: Host, limits: Limits, unsafe: bool) -> None:
        self._flow = flow
        self._host = host
        self._limits = limits
        self._unsafe = unsafe
        self._frames: dict[str, pl.DataFrame] = {}

    def execute(self, step: Step) -> StepReport:
        start = time.perf_counter()
        rows_in, made, write, log = 0, {}, None, ""
        try:
            if isinstance(step, ReadStep):
                made = {step.output: self._read(step)}
                rows_in = made[step.output].height
            else:
                rows_in = self._frame(step).height
                if isinstance(step, TransformStep):
                    made, log = self._transform(step)
                else:
                    write = self._write(step)
        except FlowError as error:
            # A script's error is already told by the script's own path.
            if error.path.startswith("scripts."):
                raise
            raise error.within(f"steps.{step.name}") from error
        self._frames.update(made)
        return StepReport(
            name=step.name,
            type=step.type,
            rows_in=rows_in,
            rows_out=write.read if write else sum(frame.height for frame in made.values()),
            seconds=round(time.perf_counter() - start, 3),
            frames={name: frame.height for name, frame in made.items()},
            write=write,
            log=log,
        )

    def _frame(self, step: TransformStep | WriteStep) -> pl.DataFrame:
        if step.input not in self._frames:
            raise FlowError(
                "input",
                f"there is no frame {step.input!r}; there is {', '.join(sorted(self._frames))}.",
            )
        return self._frames[step.input]

    def _read(self, step: ReadStep) -> pl.DataFrame:
        return read_file(self._open(step.path), step.format, step.options, step.columns)

    def _transform(self, step: TransformStep) -> tuple[dict[str, pl.DataFrame], str]:
        script = self._flow.script(step.script)
        result = run_script(script, step, self._frames, self._flow.name, self._limits, self._unsafe)
        return result.frames, result.log

    def _write(self, step: WriteStep) -> WriteReport:
        frame = self._frames[step.input]
        if step.model and step.key:
            self._require(step, "key", step.key)
            for field, column in step.mapping.items():
                self._require(step, f"mapping.{field}", column)
            return self._host.writer().write(step.model, frame, step.key, step.mapping)
        # The checks have seen to it that there is a path and a format if there is no model.
        path = self._open(step.path or "")
        return write_file(frame, path, FILE_WRITERS.make(step.format or "", step.options))

    def _open(self, path: str) -> Path:
        try:
            return self._host.open_path(path)
        except FlowError as error:
            raise error.within("path") from error

    def _require(self, step: WriteStep, path: str, column: str) -> None:
        columns = self._frames[step.input].columns
        if column not in columns:
            raise FlowError(
                path,
                f"the frame {step.input!r} has no column {column!r}; "
                f"it has {', '.join(map(repr, columns))}.",
            )
