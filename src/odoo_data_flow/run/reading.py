"""Read steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import polars as pl

from ..contract import keep_contract
from ..errors import FlowError
from ..flow import ReadStep
from ..messages import text
from ..read import READERS, Batch, Reader, Request
from ..rows import ROW, numbered
from ..state import Watermark, hashed, next_watermark
from ..write import Reject
from .package import StepRecord
from .quarantine import as_line
from .sample import Sample
from .stage import Stage, in_batches, without_place

WRITTEN = "write_date"
#: How times are compared as text; what has none is after all of them, and so always looked at.
_ISO, _NO_TIME = "%Y-%m-%dT%H:%M:%S%.6f", "9999-12-31T23:59:59.999999"

Answer = TypeVar("Answer")


def read(stage: Stage[ReadStep]) -> None:
    """Extract the rows of a source, from where the last attempt stopped.

    Raises FlowError (path relative to the step).
    """
    _Read(stage).execute()


class _Read:
    def __init__(self, stage: Stage[ReadStep]) -> None:
        self._stage = stage
        self._step = step = stage.step
        self._reader: Reader = READERS.make(step.format, step.options)
        self._request = Request(rows=stage.work.batch)
        if self._reader.reads_files:
            if not step.path:
                raise FlowError("path", text("is missing; name the file."))
            self._request = replace(self._request, path=stage.open(step.path))
        else:
            try:
                connection = stage.work.host.connection(step.connection or "")
            except FlowError as error:
                raise error.within("connection") from error
            self._request = replace(self._request, connection=connection)
        self._reader = self._settled()
        self._source = step.path or f"{step.connection or 'here'} ({step.format})"
        self._watermark: Watermark | None = None

    def _settled(self) -> Reader:
        """The reader with all that it finds out by itself. That is kept for the report."""
        given = self._reader
        settled = self._asked("settled", lambda: given.settled(self._request))
        self._found = {
            name: str(value)
            for name in type(given).model_fields
            if (value := getattr(settled, name)) != getattr(given, name)
        }
        return settled

    def execute(self) -> None:
        stage, record = self._stage, self._stage.record
        self._begin()
        request = replace(
            self._request,
            after=record.after,
            since=self._watermark.since if self._watermark else None,
        )
        for batch in self._batches(request):
            self._take(batch)
            record.after = batch.after
            stage.commit()
        if self._reader.knows_changes and self._compares:
            self._compare_relations()
        elif self._compares:
            self._take_repeated(request)
        if self._step.deleted:
            self._find_deleted(self._step.deleted)
        stage.commit(done=True)

    def _batches(self, request: Request) -> Iterator[Batch]:
        """The rows of the source, or only the first of them."""
        sample = self._stage.work.sample
        if sample is None:
            return self._reader.read(request)
        what = f"rows {request.columns} {request.keys}"
        return iter(self._asked(what, lambda: list(self._first(sample, request))))

    def _first(self, sample: Sample, request: Request) -> Iterator[Batch]:
        left = sample.rows
        rows = min(request.rows, left)
        for place, batch in enumerate(self._reader.read(replace(request, rows=rows))):
            if place:
                sample.check()
            yield batch._replace(frame=batch.frame.head(left))
            left -= batch.frame.height + len(batch.bad)
            left -= 0 if batch.behind is None else batch.behind.height
            if left <= 0:
                return

    def _asked(self, what: str, ask: Callable[[], Answer]) -> Answer:
        """What the source answers; in a preview, or has answered a moment ago."""
        sample = self._stage.work.sample
        if sample is None:
            return ask()
        answer: Answer = sample.recall(self._step, self._request, what, ask)
        return answer

    @property
    def _record(self) -> StepRecord:
        return self._stage.record

    @property
    def _is_delta(self) -> bool:
        """Whether rows that the state knows are left out."""
        work = self._stage.work
        return work.state is not None and work.flow.mode == "delta" and not work.edited

    @property
    def _compares(self) -> bool:
        """Whether the source's rows are remembered by key and hash."""
        step = self._step
        return bool(step.deleted or step.relations) or (
            self._stage.work.flow.mode == "delta" and not self._reader.knows_changes
        )

    def _begin(self) -> None:
        """Look at the source before the first row is read; again, if it has changed since."""
        record, state = self._record, self._stage.work.state
        fingerprint = self._reader.fingerprint(self._request)
        if record.source != fingerprint or record.after is None:
            # Nothing was read yet, or what was read may not go with the rest.
            fresh = StepRecord(name=record.name, type=record.type, source=fingerprint)
            for name in StepRecord.model_fields:
                setattr(record, name, getattr(fresh, name))
        # Some sources say of no position that it is good for another attempt.
        self._stage.lasting = fingerprint == self._reader.fingerprint(self._request)
        record.found = self._found
        if not (self._reader.knows_changes and state):
            return
        known = state.watermark(self._step.name)
        if self._is_delta:
            self._watermark = known
        if record.watermark is None:
            times = self._reader.times(self._request)
            record.watermark = next_watermark(times, known.since if known else None)

    def _take(self, batch: Batch) -> None:
        record = self._record
        first = record.rows_in
        rows = numbered(batch.frame, first)
        record.rows_in += rows.height + len(batch.bad)
        for column, count in batch.nameless.items():
            record.nameless[column] = record.nameless.get(column, 0) + count
        self._leave_behind(batch)
        for bad in batch.bad:
            if self._step.contract.values == "freeze":
                raise FlowError("path", bad.reason)
            record.tally.quarantined += 1
            texts = as_line(bad.row, bad.values)
            self._stage.reject(texts, [Reject(bad.row, None, None, bad.reason)], self._source)
        self._keep(self._contracted(self._changed(rows)), first == 0)

    def _leave_behind(self, batch: Batch) -> None:
        """Count the rows that are marked to stay at the source. They are not remembered as seen:
        when somebody takes the mark away, they come with the next delta.
        """
        if batch.behind is not None:
            self._record.rows_in += batch.behind.height
            self._record.behind += batch.behind.height
            self._record.tally.excluded += batch.behind.height

    def _changed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows that the last run has not seen as they are now; the others are excluded."""
        if not self._step.key:
            return rows
        self._need_key(rows)
        if self._reader.knows_changes:
            changed = self._not_seen(rows)
        elif self._compares:
            changed = self._not_alike(rows)
        else:
            return rows
        self._record.tally.excluded += rows.height - changed.height
        return changed

    def _need_key(self, rows: pl.DataFrame) -> None:
        if self._step.key not in rows.columns:
            names = ", ".join(repr(name) for name in rows.columns if name != ROW)
            raise FlowError(
                "key",
                text(
                    "there is no column %(key)s; there is %(names)s.",
                    key=repr(self._step.key),
                    names=names,
                ),
            )

    def _not_seen(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Without what was read already at just the watermark or after it: (key, write_date), and
        the same values, because some sources tell times only to the second.
        """
        if self._record.watermark is None or self._stage.work.state is None:
            return rows
        if WRITTEN not in rows.columns:
            raise FlowError(
                "options",
                text("%(column)s is not read; changes are found by it.", column=WRITTEN),
            )
        values = hashed(rows, self._step.key or "", [name for name in rows.columns if name != ROW])
        time = rows[WRITTEN].cast(pl.Datetime("us")).dt.to_string(_ISO).fill_null(_NO_TIME)
        pairs = values.with_columns(
            rows[ROW], (time + "#" + values["hash"].cast(pl.String)).alias("written")
        )
        recent = pairs.filter(pl.col("written") >= _iso(self._record.watermark))
        self._stage.aside("~seen", self._record.seen, recent.select("key", "written"))
        if self._watermark is None:
            return rows
        new = pairs.join(self._watermark.seen, on=["key", "written"], how="anti")
        return rows.filter(pl.col(ROW).is_in(new[ROW].implode()))

    def _not_alike(self, rows: pl.DataFrame) -> pl.DataFrame:
        columns = [name for name in rows.columns if name != ROW]
        pairs = hashed(rows, self._step.key or "", columns)
        self._stage.aside("~pairs", self._record.pairs, pairs)
        state = self._stage.work.state
        if state is None or not self._is_delta:
            return rows
        return rows.filter(~_known(pairs, state.hashes(self._step.name, pairs["key"])))

    def _take_repeated(self, request: Request) -> None:
        """Rows of a key that stands in several batches are not what the last run has seen, though
        one of them may look so: who writes must see them all. Read again those that were left out.
        """
        stage, state, key = self._stage, self._stage.work.state, self._step.key or ""
        pairs = stage.package.dataset(self._record.pairs)
        places = pairs.repeated("key") if pairs.rows else pl.Series(ROW, [], dtype=pl.Int64)
        if places.is_empty():
            return
        keys = pairs.at(places).select("key").unique()
        stage.aside("~repeated", self._record.repeated, keys)
        if state is None or not self._is_delta:
            return
        first = 0
        for batch in self._batches(replace(request, after=None)):
            rows = numbered(batch.frame, first)
            first += rows.height + len(batch.bad)
            found = hashed(rows, key, [name for name in rows.columns if name != ROW])
            known = _known(found, state.hashes(self._step.name, found["key"]))
            again = rows.filter(known & found["key"].is_in(keys["key"].implode()))
            self._record.tally.excluded -= again.height
            self._keep(self._contracted(again), False)

    def _contracted(self, rows: pl.DataFrame) -> pl.DataFrame:
        step, record = self._step, self._record
        kept = keep_contract(rows, step.columns, step.contract, self._source)
        record.tally.quarantined += rows.height - kept.frame.height
        record.discarded_values += sum(breach.stays for breach in kept.breaches)
        rejects = [
            Reject(breach.row, None, breach.column, breach.reason) for breach in kept.breaches
        ]
        self._stage.reject(rows, rejects, self._source)
        return without_place(kept.frame)

    def _keep(self, frame: pl.DataFrame, is_first: bool) -> None:
        # A frame without rows still says which columns there are.
        if frame.height or is_first or self._step.output not in self._record.frames:
            self._stage.keep(self._step.output, frame)

    def _compare_relations(self) -> None:
        """Read the rows besides whose relations have changed: their `write_date` does not tell."""
        step, state = self._step, self._stage.work.state
        key = step.key or ""
        compares = state is not None and self._watermark is not None and step.relations
        changed: list[pl.Series] = []
        for batch in self._batches(replace(self._request, columns=(key, *step.relations))):
            pairs = hashed(batch.frame, key, step.relations)
            self._stage.aside("~pairs", self._record.pairs, pairs)
            self._note_behind(batch)
            if state is not None and compares:
                same = _known(pairs, state.hashes(step.name, pairs["key"]))
                changed.append(batch.frame[key].filter(~same))
        if changed:
            self._read_again(self._not_read(pl.concat(changed)))

    def _note_behind(self, batch: Batch) -> None:
        """Rows that are marked to stay are not gone. Those that came along once, before they were
        marked, go on to be known; the others never were.
        """
        state = self._stage.work.state
        if batch.behind is None or state is None:
            return
        pairs = hashed(batch.behind, self._step.key or "", self._step.relations)
        known = state.hashes(self._step.name, pairs["key"])
        self._stage.aside("~pairs", self._record.pairs, pairs.join(known, on="key", how="semi"))

    def _not_read(self, keys: pl.Series) -> pl.Series:
        """Those that this run has not read already as changed."""
        key = self._step.key or ""
        dataset = self._stage.package.dataset(self._record.frames[self._step.output])
        if key not in dataset.columns:
            return keys
        text = pl.col(key).cast(pl.String)
        read = dataset.lazy().select(text)
        rest = keys.to_frame().lazy().join(read, left_on=text, right_on=key, how="anti")
        return rest.collect()[key]

    def _read_again(self, keys: pl.Series) -> None:
        for start in range(0, len(keys), _KEYS):
            wanted = tuple(keys[start : start + _KEYS].to_list())
            for batch in self._batches(replace(self._request, keys=wanted)):
                rows = numbered(batch.frame, self._record.rows_in)
                self._record.rows_in += rows.height
                self._leave_behind(batch)
                self._keep(self._contracted(rows), False)

    def _find_deleted(self, frame: str) -> None:
        """Keep the keys that the state knows and the source has no more."""
        state, key = self._stage.work.state, self._step.key or ""
        gone = pl.Series("key", [], dtype=pl.String)
        if state:
            here = self._stage.package.dataset(self._record.pairs)
            known = state.keys(self._step.name)
            present = here.lazy().select("key").collect()["key"] if here.rows else gone
            gone = known.filter(~known.is_in(present.implode()))
        for part in in_batches(gone.alias(key).to_frame(), self._stage.work.batch):
            self._stage.keep(frame, part)


def _known(pairs: pl.DataFrame, state: pl.DataFrame) -> pl.Series:
    """Which pairs are in the state just so. A key that stands twice never is: who writes must see
    both rows.
    """
    found = pairs.join(state, on=["key", "hash"], how="left", maintain_order="left", coalesce=False)
    return found["key_right"].is_not_null() & ~pairs["key"].is_duplicated()


def _iso(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%S.%f}"


#: Rows that are asked for by their keys at a time.
_KEYS = 1_000
