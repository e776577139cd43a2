"""Write steps: models by the host's writer, batch by batch; files as a whole."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from ..errors import FlowError
from ..flow import WriteStep
from ..messages import text
from ..options import made
from ..rows import ROW
from ..state import Made, State, hashed
from ..write import (
    FILE_WRITERS,
    Counts,
    Inlet,
    RecallingInlet,
    Reject,
    ResumableInlet,
    RunWriter,
    Standing,
    UpsertOptions,
    WriteReport,
    write_file,
)
from .dataset import Dataset
from .package import StepRecord
from .quarantine import PLACE
from .stage import Stage, without_place


def write_to_file(stage: Stage[WriteStep]) -> None:
    """Write a frame to a file. Raises FlowError (path relative to the step)."""
    step, record = stage.step, stage.record
    dataset = stage.input(step.input)
    # The checks have seen to it that there is a path and a format if there is no model.
    path = stage.open(step.path or "")
    if not stage.work.dry_run:
        write_file(dataset.lazy(), path, FILE_WRITERS.make(step.format or "", step.options))
    record.rows_in = record.tally.created = dataset.rows
    stage.commit(done=True)


class ModelWrite:
    """A step that writes to a model. It is complete when its writer has finished the whole run."""

    def __init__(
        self, stage: Stage[WriteStep], writer: RunWriter, earlier: Sequence[ModelWrite] = ()
    ) -> None:
        """`earlier`: the steps before that have the same writer."""
        self._stage = stage
        self._earlier = earlier
        self._step = step = stage.step
        self._dataset = stage.input(step.input)
        # The checks have seen to it that there are a model and a key.
        self._key = step.key or ""
        need_columns(self._dataset, step)
        options = made(UpsertOptions, text("a model"), step.options)
        self._inlet: Inlet = writer.open(step.model or "", self._key, step.mapping, options)
        state = stage.work.state
        if state and isinstance(self._inlet, RecallingInlet):
            self._inlet.recall(Made(state, step.name, keeps=not stage.work.dry_run))
        stage.lasting = self._standing() is not None
        if not stage.lasting:
            fresh = StepRecord(name=step.name, type=step.type, seconds=stage.record.seconds)
            for name in StepRecord.model_fields:
                # An earlier attempt's writer took with it what was waiting: all rows are sent
                # again, and those that were written are found unchanged.
                setattr(stage.record, name, getattr(fresh, name))
        #: What earlier attempts have done with their rows.
        self._before = stage.record.tally.model_copy()
        self._skipped = 0
        #: Places in the frame of the rows that were sent, in the order of sending.
        self._sent: list[pl.Series] = []
        self._rejected: set[Reject] = set()
        #: Places of the rows that wait, as they were kept last.
        self._kept = stage.package.dataset(stage.record.open).places()

    def send(self) -> None:
        """Send the rows that were not sent yet, and those that waited when the run was interrupted.
        Rows of keys that stand several times go last and together, so that whoever writes sees them
        at once.
        """
        record, sent = self._stage.record, self._stage.work.sent
        if len(self._kept):
            self._give(self._dataset.at(self._kept))
            self._commit(None)
        if record.done:
            return
        repeated = self._dataset.repeated(self._key, unqualified=True)
        first = int(str(record.after or 0))
        for batch in self._dataset.batches():
            left = batch.filter(pl.col(ROW) >= first)
            for rows in left.iter_slices(sent):
                self._send(rows.filter(~pl.col(ROW).is_in(repeated.implode())))
                record.after = rows[ROW][-1] + 1
                self._commit(rows)
        last = self._dataset.at(repeated) if len(repeated) else None
        if last is not None:
            self._send(last)
        self._commit(last, done=True)

    def settle(self, report: WriteReport) -> None:
        """Take over what became of the rows; the caller commits it.

        Raises AssertionError if it is not all of them.
        """
        record = self._stage.record
        sent = self._places()
        if report.read != len(sent):
            raise AssertionError(
                f"{len(sent)} rows were sent to {report.model}, its writer answers for "
                f"{report.read}"
            )
        self._take(report.counts, report.rejects)
        record.open = []
        record.named.sort(key=lambda reject: reject.row)
        self._remember()

    def _send(self, rows: pl.DataFrame) -> None:
        record = self._stage.record
        record.rows_in += rows.height
        if self._stage.work.state:
            pairs = hashed(rows, self._key, sorted(set(self._step.mapping.values())))
            if self._step.compare == "state" and not self._stage.work.edited:
                same = self._same(self._stage.work.state, pairs)
                self._skipped += int(same.sum())
                rows, pairs = rows.filter(~same), pairs.filter(~same)
            if self._step.compare == "state" and not self._stage.work.dry_run:
                # What is known of them is not so any more, even if the run should never end.
                self._stage.work.state.forget(self._step.name, pairs["key"])
            self._stage.aside("~pairs", record.pairs, pairs.with_columns(rows[ROW]))
        self._give(rows)

    def _give(self, rows: pl.DataFrame) -> None:
        if not rows.is_empty():
            self._sent.append(rows[ROW])
            self._inlet.write(without_place(rows))

    def _standing(self) -> Standing | None:
        return self._inlet.standing() if isinstance(self._inlet, ResumableInlet) else None

    def _commit(self, rows: pl.DataFrame | None, done: bool = False) -> None:
        """Make last how far the step is. `rows`: those that were sent just now."""
        # They may have been what rows of other steps waited for.
        for write in self._earlier:
            write.take_standing(None)
        self.take_standing(rows)
        self._stage.commit(done)

    def take_standing(self, rows: pl.DataFrame | None) -> None:
        """Note what has become of the rows so far. `rows`: those that were sent just now."""
        standing = self._standing()
        if standing:
            self._take(standing.counts, standing.rejects, rows)
            self._keep_open(self._places()[list(standing.open)].sort())

    def _take(
        self, counts: Counts, rejects: Iterable[Reject], rows: pl.DataFrame | None = None
    ) -> None:
        """Take over counts and rejects of this attempt. `rows`: where most of those may be."""
        stage = self._stage
        self._stage.record.tally = self._before.plus(counts)
        self._stage.record.tally.unchanged += self._skipped
        new = [reject for reject in rejects if reject not in self._rejected]
        if not new:
            return
        self._rejected.update(new)
        sent = self._places()
        placed = sorted(
            (reject._replace(row=sent[reject.row]) for reject in new), key=lambda one: one.row
        )
        places = pl.Series(ROW, sorted({reject.row for reject in placed}), dtype=pl.Int64)
        if rows is None or not places.is_in(rows[ROW].implode()).all():
            rows = self._dataset.at(places)
        stage.reject(rows, placed, self._step.input)

    def _keep_open(self, places: pl.Series) -> None:
        record, package = self._stage.record, self._stage.package
        if places.equals(self._kept):
            return
        self._kept = places
        if not len(places):
            record.open = []
            return
        # A name of its own each time: the one before must stay as it is until this one counts.
        name = f"{self._stage.number:02}-~open-{secrets.token_hex(4)}"
        record.open = [package.keep(name, 0, places.to_frame())]

    def _places(self) -> pl.Series:
        if len(self._sent) > 1:
            self._sent = [pl.concat(self._sent)]
        return self._sent[0] if self._sent else pl.Series(ROW, [], dtype=pl.Int64)

    def _same(self, state: State, pairs: pl.DataFrame) -> pl.Series:
        """Which rows the state knows as they are."""
        known = state.hashes(self._step.name, pairs["key"])
        found = pairs.join(known, on="key", how="left", maintain_order="left")
        return (found["hash"] == found["hash_right"]).fill_null(False)

    def _remember(self) -> None:
        """Keep what was written: key, hash, and the id that the row has there."""
        state, record, package = self._stage.work.state, self._stage.record, self._stage.package
        if state is None or self._stage.work.dry_run:
            return
        rejected = pl.Series(ROW, [], dtype=pl.Int64)
        if record.rejects:
            places = package.dataset(record.rejects).lazy().select(pl.col(PLACE) - 1).collect()
            rejected = places[PLACE]
        nothing_written = not (record.tally.created or record.tally.updated)
        for pairs in package.dataset(record.pairs).batches():
            written = pairs.filter(~pl.col(ROW).is_in(rejected.implode()))
            if nothing_written:
                # Then the ids that the state has are right, too.
                written = written.filter(~self._same(state, written))
            if written.is_empty():
                continue
            ids = self._inlet.ids(written["key"])
            state.remember(self._step.name, written.with_columns(ids.alias("target")))


def need_columns(dataset: Dataset, step: WriteStep) -> None:
    """Raises FlowError (path `key` or `mapping.<field>`) if the frame lacks a column."""
    for problem in lacking(dataset.columns, step):
        raise problem


def lacking(columns: Sequence[str], step: WriteStep) -> Iterator[FlowError]:
    """A FlowError (path `key` or `mapping.<field>`) for each column that the step wants of its
    frame and that is not among `columns`.
    """
    wanted = {"key": step.key or ""}
    wanted |= {f"mapping.{field}": column for field, column in step.mapping.items()}
    for path, column in wanted.items():
        if column not in columns:
            yield FlowError(
                path,
                text(
                    "the frame %(input)s has no column %(column)s; it has %(names)s.",
                    input=repr(step.input),
                    column=repr(column),
                    names=", ".join(map(repr, columns)),
                ),
            )
