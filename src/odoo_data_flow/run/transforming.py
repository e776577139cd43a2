"""Transform steps."""

from __future__ import annotations

import polars as pl

from ..contract import keep_contract
from ..errors import FlowError, ScriptError
from ..flow import TransformStep
from ..messages import text
from ..rows import ROW, numbered
from ..transform.process import ScriptProcess
from ..write import Reject
from .stage import Stage, in_batches, without_place


def transform(stage: Stage[TransformStep]) -> None:
    """Run the script on a frame: batch by batch if it works row by row, else as a whole.

    Raises ScriptError, and FlowError (path relative to the step).
    """
    work, step = stage.work, stage.step
    with ScriptProcess(work.flow.script(step.script), work.limits, work.unsafe) as process:
        work_of_step = _Transform(stage, process)
        if step.row_wise:
            work_of_step.row_wise()
        else:
            work_of_step.whole()
    stage.commit(done=True)


class _Transform:
    def __init__(self, stage: Stage[TransformStep], process: ScriptProcess) -> None:
        self._stage = stage
        self._step = stage.step
        self._process = process

    def row_wise(self) -> None:
        stage = self._stage
        done = int(str(stage.record.after or 0))
        for batch in stage.input(self._step.input).batches(done):
            for part in in_batches(batch, stage.work.batch):
                self._attempt(part)
            done += 1
            stage.record.rows_in += batch.height
            stage.record.after = done
            stage.commit()

    def whole(self) -> None:
        stage = self._stage
        stage.input(self._step.input)
        frames = {
            name: dataset.lazy().collect()
            for name, dataset in stage.package.frames(stage.number).items()
        }
        stage.record.rows_in = frames[self._step.input].height
        self._keep(self._run(frames))

    def _run(self, frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        record, flow = self._stage.record, self._stage.work.flow.name
        if self._stage.work.sample:
            self._stage.work.sample.check()
        result = self._process.run(self._step, frames, flow)
        record.log = (record.log + result.log)[:_LOG_CHARACTERS]
        return result.frames

    def _attempt(self, batch: pl.DataFrame) -> None:
        """Transform some rows. If that fails, halve them until those that do it stand alone."""
        name = self._step.input
        try:
            frames = self._run({name: without_place(batch)})
        except ScriptError as error:
            if batch.height > 1:
                middle = batch.height // 2
                self._attempt(batch[:middle])
                self._attempt(batch[middle:])
                # Each half alone works: the script is not one that works row by row.
                return
            if self._step.on_error == "stop" or batch.is_empty():
                raise _with_row(error, batch) from error
            record = self._stage.record
            record.tally.quarantined += 1
            rejects = [Reject(batch[ROW][0], None, None, error.message)]
            self._stage.reject(batch, rejects, name)
        else:
            self._keep(frames)

    def _keep(self, frames: dict[str, pl.DataFrame]) -> None:
        stage, step = self._stage, self._step
        for name, frame in frames.items():
            if name == step.output:
                frame = self._contracted(name, frame)
            for part in in_batches(frame, stage.work.batch):
                stage.keep(name, part)

    def _contracted(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        stage, step = self._stage, self._step
        if not step.columns:
            return frame
        before = sum(part.rows for part in stage.record.frames.get(name, ()))
        rows = numbered(frame, before + stage.record.tally.quarantined)
        kept = keep_contract(
            rows, step.columns, step.contract, text("the frame %(name)s", name=repr(name))
        )
        stage.record.tally.quarantined += frame.height - kept.frame.height
        stage.record.discarded_values += sum(breach.stays for breach in kept.breaches)
        rejects = [
            Reject(breach.row, None, breach.column, breach.reason) for breach in kept.breaches
        ]
        stage.reject(rows, rejects, name)
        return without_place(kept.frame)


def _with_row(error: ScriptError, batch: pl.DataFrame) -> FlowError:
    """The error with the row that provokes it."""
    if batch.is_empty():
        return error
    values = without_place(batch).to_dicts()[0]
    shown = ", ".join(f"{name}={value!r}" for name, value in values.items())[:_SHOWN]
    message = text(
        "row %(row)s (%(values)s): %(reason)s",
        row=batch[ROW][0] + 1,
        values=shown,
        reason=error.reason,
    )
    return ScriptError(error.script, error.line, message)


_LOG_CHARACTERS = 10_000
#: Characters of a row in a message.
_SHOWN = 300
