"""Write steps: models by the host's writer, batch by batch; files as a whole."""

from __future__ import annotations

import polars as pl

from ..errors import FlowError
from ..flow import WriteStep
from ..rows import ROW
from ..state import State, hashed
from ..write import COUNTS, FILE_WRITERS, Inlet, RunWriter, WriteReport, write_file
from .package import StepRecord, Tally
from .stage import Stage, in_batches, without_place


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

    def __init__(self, stage: Stage[WriteStep], writer: RunWriter) -> None:
        self._stage = stage
        self._step = step = stage.step
        self._dataset = stage.input(step.input)
        # The checks have seen to it that there are a model and a key.
        self._key = step.key or ""
        self._need("key", self._key)
        for field, column in step.mapping.items():
            self._need(f"mapping.{field}", column)
        fresh = StepRecord(name=step.name, type=step.type, seconds=stage.record.seconds)
        for name in StepRecord.model_fields:
            # An earlier attempt's writer took with it what was waiting: all rows are sent again,
            # and those that were written are found unchanged.
            setattr(stage.record, name, getattr(fresh, name))
        self._inlet: Inlet = writer.open(step.model or "", self._key, step.mapping)
        #: Places in the frame of the rows that were sent, in the order of sending.
        self._sent: list[pl.Series] = []

    def send(self) -> None:
        """Send all rows. Those of keys that stand several times go last and together, so that
        whoever writes sees them at once.
        """
        repeated = self._dataset.repeated(self._key)
        for batch in self._dataset.batches():
            for rows in in_batches(batch, self._stage.work.batch):
                self._send(rows.filter(~pl.col(ROW).is_in(repeated.implode())))
        if len(repeated):
            self._send(self._dataset.at(repeated))
        self._stage.commit(done=True)

    def settle(self, report: WriteReport) -> None:
        """Take over what became of the rows. Raises AssertionError if it is not all of them."""
        record = self._stage.record
        sent = pl.concat(self._sent) if self._sent else pl.Series(ROW, [], dtype=pl.Int64)
        if report.read != len(sent):
            raise AssertionError(
                f"{len(sent)} rows were sent to {report.model}, its writer answers for "
                f"{report.read}"
            )
        counts = {name: getattr(report, name) for name in COUNTS if name != "read"}
        counts["unchanged"] += record.tally.unchanged
        record.tally = Tally(**counts)
        rejects = sorted(
            (reject._replace(row=sent[reject.row]) for reject in report.rejects),
            key=lambda reject: reject.row,
        )
        places = pl.Series(ROW, sorted({reject.row for reject in rejects}), dtype=pl.Int64)
        if rejects:
            self._stage.reject(self._dataset.at(places), rejects, self._step.input)
        self._remember(places)
        self._stage.commit()

    def _send(self, rows: pl.DataFrame) -> None:
        record = self._stage.record
        record.rows_in += rows.height
        if self._stage.work.state:
            pairs = hashed(rows, self._key, sorted(set(self._step.mapping.values())))
            if self._step.compare == "state":
                same = self._same(self._stage.work.state, pairs)
                record.tally.unchanged += int(same.sum())
                rows, pairs = rows.filter(~same), pairs.filter(~same)
            self._stage.aside("~pairs", record.pairs, pairs.with_columns(rows[ROW]))
        if not rows.is_empty():
            self._sent.append(rows[ROW])
            self._inlet.write(without_place(rows))
        self._stage.commit()

    def _same(self, state: State, pairs: pl.DataFrame) -> pl.Series:
        """Which rows the state knows as they are."""
        known = state.hashes(self._step.name, pairs["key"])
        found = pairs.join(known, on="key", how="left", maintain_order="left")
        return (found["hash"] == found["hash_right"]).fill_null(False)

    def _remember(self, rejected: pl.Series) -> None:
        """Keep what was written: key, hash, and the id that the row has there."""
        state, record = self._stage.work.state, self._stage.record
        if state is None or self._stage.work.dry_run:
            return
        for pairs in self._stage.package.dataset(record.pairs).batches():
            written = pairs.filter(~pl.col(ROW).is_in(rejected.implode()))
            ids = self._inlet.ids(written["key"])
            state.remember(self._step.name, written.with_columns(ids.alias("target")))

    def _need(self, path: str, column: str) -> None:
        if column not in self._dataset.columns:
            raise FlowError(
                path,
                f"the frame {self._step.input!r} has no column {column!r}; "
                f"it has {', '.join(map(repr, self._dataset.columns))}.",
            )
