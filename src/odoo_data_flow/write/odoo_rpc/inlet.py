"""One write step: rows of frames become records of one model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any

import polars as pl

from ...client import D, Model
from ...client.external_ids import SLICE, slices
from ...connect import AccessError, MissingRecord
from ...messages import text
from ..diff import ROW, Changes, find_changes
from ..report import Counts, Reject, WriteReport
from ..upsert import UpsertOptions
from ..waiting import Waiting
from ..writer import Standing
from .codecs import Codec, decimals_of
from .keys import DatabaseKeys, ExternalKeys, Keys
from .lanes import Task, lanes, packed
from .patience import Patience
from .references import References
from .sending import Endpoint, Row, Sender, Sent

if TYPE_CHECKING:
    from ...state import Made
    from .writer import OdooRpcWriter

KEY = "__key__"
#: From so many rows with equal values on, one `write` for them costs less than a `load`.
_EQUAL = 4


class RpcInlet:
    """Takes batches of rows for one model (protocol of odoo_data_flow.write.Inlet)."""

    def __init__(
        self,
        writer: OdooRpcWriter,
        model: Model,
        key: str,
        codecs: Mapping[str, Codec],
        parents: Sequence[str],
        endpoint: Endpoint,
        options: UpsertOptions,
    ) -> None:
        self._writer = writer
        self._model = model
        self._key = key
        self._codecs = codecs
        self._parents = parents
        self._pool: Executor = writer.pool
        self._references: References = writer.references
        self._patience: Patience = writer.patience
        self._keys: Keys = (
            DatabaseKeys(model.name)
            if options.by == ".id"
            else ExternalKeys(writer.references, writer.namespace)
        )
        self._creates = options.creates
        # Without the right to create, a row waits for its record: an earlier step may make it.
        self._waits_for_itself = options.by == "id" and not options.create
        self._sender = Sender(
            endpoint, model.name, codecs, self._references, self._patience, self._differing
        )
        self._read = 0
        self._counts: Counter[str] = Counter()
        self._rejects: list[Reject] = []
        self._made: Made | None = None
        self._seen: set[str] = set()
        # The key by which a record was met first.
        self._met: dict[int, str] = {}
        # Rows of cycles: written without the references that close them, and how they were counted.
        self._unfinished: dict[int, str] = {}

    @property
    def model(self) -> str:
        """The name of the model."""
        return self._model.name

    def write(self, frame: pl.DataFrame) -> None:
        """See Inlet."""
        self._writer.order.advance([(self, self._numbered(frame))])

    def recall(self, made: Made) -> None:
        """See RecallingInlet."""
        self._made = made

    def standing(self) -> Standing:
        """See ResumableInlet. When `write` returns, the server has answered for each row."""
        waiting = self._writer.order.waiting(self)
        counts = Counts(read=self._read - len(waiting), **self._counts)
        return Standing(counts, tuple(self._rejects), waiting)

    def ids(self, keys: pl.Series) -> pl.Series:
        """See Inlet."""
        names = self._keys.normalized(keys)
        # An earlier attempt may have written them.
        self._keys.look_up(names.drop_nulls())
        found = [self._id(name) if name else None for name in names]
        texts = [None if one is None else str(one) for one in found]
        return pl.Series(keys.name, texts, dtype=pl.String())

    def report(self) -> WriteReport:
        """What has been done; complete after the writer's `finish`."""
        return WriteReport(
            model=self.model,
            read=self._read,
            created=self._counts["created"],
            updated=self._counts["updated"],
            unchanged=self._counts["unchanged"],
            quarantined=self._counts["quarantined"],
            rejects=tuple(sorted(self._rejects, key=lambda reject: reject.row)),
        )

    def refuse(self, row: int, key: str | None, column: str | None, reason: str) -> None:
        """Quarantine a row. One that was written before, in part, is counted here instead."""
        before = self._unfinished.pop(row, None)
        if before:
            self._counts[before] -= 1
            reason = text("was written, but not as a whole: %(reason)s", reason=reason)
        self._counts["quarantined"] += 1
        self._rejects.append(Reject(row, key, column, reason))

    def can_do_without(self, missing: Iterable[str]) -> bool:
        """Whether a record may lack, for a while, the references of these columns."""
        fields = [codec.field for codec in self._codecs.values() if codec.target.column in missing]
        return not any(field.required and field.type == "many2one" for field in fields)

    def is_unfinished(self, row: int) -> bool:
        """Whether a row was written without some of its references."""
        return row in self._unfinished

    def _numbered(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The columns that are used, with ROW and KEY; what has no usable key is refused."""
        columns = dict.fromkeys(codec.target.column for codec in self._codecs.values())
        keys = self._keys.normalized(frame[self._key])
        first = self._read
        self._read += frame.height
        rows = pl.int_range(first, self._read, dtype=pl.Int64, eager=True)
        frame = frame.select(list(columns)).with_columns(rows.alias(ROW), keys.alias(KEY))
        bad = set()
        for place in keys.is_null().arg_true():
            bad.add(first + place)
            self.refuse(first + place, None, self._key, text("The row has no key."))
        twice = keys.is_duplicated() & keys.is_not_null()
        for place, key in enumerate(keys):
            reason: str | None = None
            if key is None:
                continue
            if twice[place]:
                reason = text(
                    "The key %(key)s stands on several rows. Keep one of them.", key=repr(key)
                )
            elif key in self._seen:
                reason = text(
                    "The key %(key)s stood on a row before, which was taken. Keep one of them.",
                    key=repr(key),
                )
            else:
                reason = self._keys.fault(key)
            if reason:
                bad.add(first + place)
                self.refuse(first + place, key, self._key, reason)
            self._seen.add(key)
        return frame.filter(~pl.col(ROW).is_in(list(bad))) if bad else frame

    def attempt(
        self, frame: pl.DataFrame, *, without: bool = False, last: bool = False
    ) -> tuple[list[str], list[Waiting[RpcInlet]]]:
        """Write what can be written now. Returns the external ids of new records, and the rows that
        wait.

        `without`: don't wait; leave out references to what is not there, and note the row as
        unfinished. `last`: don't wait; refuse such a row.
        """
        self._look_up(frame)
        source, waiting = self._source(frame, without, last)
        source = self._usable(source)
        current = self._current(source[KEY])
        source = self._settled(source, current)
        current = current.select(source.columns[1:])
        if self._made:
            current = self._made.as_sent(source, current, KEY)
        changes = find_changes(source, current, KEY)
        created = self._create(changes, without)
        updated = self._update(changes, without)
        if self._made and self._made.keeps and updated and not without:
            written = source.filter(pl.col(KEY).is_in(updated))
            self._made.note(written, self._current(written[KEY]).select(current.columns), KEY)
        self._count("unchanged", changes.unchanged[ROW], without)
        self._references.add(self.model, created)
        return list(created), waiting

    def _look_up(self, frame: pl.DataFrame) -> None:
        self._keys.look_up(frame[KEY])
        names: set[str] = set()
        for codec in self._codecs.values():
            used = codec.names(frame[codec.target.column])
            if used is not None:
                names.update(used.drop_nulls().unique())
        self._references.look_up(names)

    def _source(
        self, frame: pl.DataFrame, without: bool, last: bool
    ) -> tuple[pl.DataFrame, list[Waiting[RpcInlet]]]:
        """The rows in comparable form, and those that wait."""
        keys, rows = frame[KEY], frame[ROW]
        bad: set[int] = set()
        missing: dict[int, dict[str, set[str]]] = {}
        columns = {}
        if self._waits_for_itself:
            absent_keys = (place for place, key in enumerate(keys) if not self._keys.get(key))
            missing = {place: {self._key: {keys[place]}} for place in absent_keys}
        for name, codec in self._codecs.items():
            column = codec.target.column
            converted = codec.convert(frame[column], self._references)
            columns[name] = converted.values
            for place, reason in converted.reasons.items():
                if place not in bad:
                    self.refuse(rows[place], keys[place], column, reason)
                bad.add(place)
            for place, names in converted.missing.items():
                missing.setdefault(place, {})[column] = names
        waiting = []
        for place, wanted in missing.items():
            if place in bad:
                continue
            if without:
                self._unfinished[rows[place]] = ""
                continue
            bad.add(place)
            if last:
                column, names = next(iter(wanted.items()))
                self.refuse(rows[place], keys[place], column, absent(names))
            else:
                values = frame.row(place)
                waiting.append(
                    Waiting(
                        self,
                        keys[place],
                        rows[place],
                        values,
                        frame.schema,
                        wanted,
                        makes=self._creates,
                    )
                )
        source = pl.DataFrame([rows, keys, *(one.alias(name) for name, one in columns.items())])
        if bad:
            keep = pl.Series([place not in bad for place in range(frame.height)], dtype=pl.Boolean)
            source = source.filter(keep)
        return source, waiting

    def _usable(self, source: pl.DataFrame) -> pl.DataFrame:
        """Without the rows whose key stands for a record of another model, or for the record of
        another key.
        """
        bad = []
        for row, key in source.select(ROW, KEY).iter_rows():
            known = self._keys.get(key)
            if known is None:
                continue
            reason = None
            if known[0] != self.model:
                reason = text("stands for a record of %(known)s already.", known=known[0])
            elif self._met.setdefault(known[1], key) != key:
                reason = text(
                    "stands for the same record as %(other)s. Keep one of the rows.",
                    other=repr(self._met[known[1]]),
                )
            if reason:
                bad.append(row)
                self.refuse(row, key, self._key, reason)
        return source.filter(~pl.col(ROW).is_in(bad)) if bad else source

    def _current(self, keys: pl.Series) -> pl.DataFrame:
        """The records that the keys stand for, in comparable form."""
        known = {}
        for key in keys:
            found = self._keys.get(key)
            # Below 0: made by a dry run.
            if found and found[1] > 0:
                known[found[1]] = key
        size = max(100, min(SLICE, -(-len(known) // self._writer.workers)))
        pages = self._pool.map(self._records, slices(known, size))
        records = [record for page in pages for record in page]
        self._keys.forget(set(known.values()) - {known[row["id"]] for row in records})
        data = [pl.Series(KEY, [known[row["id"]] for row in records], dtype=pl.String())]
        for name, codec in self._codecs.items():
            data.append(codec.from_server([row[name] for row in records]).alias(name))
            currency = codec.field.currency
            if currency:
                decimals = self._writer.decimals([row[currency] for row in records])
                data.append(pl.Series(decimals_of(name), decimals, dtype=pl.Int64()))
        return pl.DataFrame(data)

    def _records(self, ids: Sequence[int]) -> list[dict[str, Any]]:
        """What the server has of these records, of those that are there."""
        fields = list(self._codecs)
        fields += [one.field.currency for one in self._codecs.values() if one.field.currency]
        found: list[dict[str, Any]] = self._patience(
            lambda: self._model.search_read(D("id").in_(ids), fields, names=False)
        )
        hidden = list(set(ids) - {row["id"] for row in found})
        if hidden:
            # Some models hide from a search what may be read: attachments of no record, say.
            try:
                found += self._patience(lambda: self._model.read(hidden, fields, names=False))
            except (AccessError, MissingRecord):
                # Some are gone, or not for this user: whoever writes them is told.
                return found
        return found

    def _settled(self, source: pl.DataFrame, current: pl.DataFrame) -> pl.DataFrame:
        there = source.select(KEY).join(current, on=KEY, how="left", maintain_order="left")
        return source.with_columns(
            codec.against(source[name], there).alias(name) for name, codec in self._codecs.items()
        )

    def _create(self, changes: Changes, without: bool) -> dict[str, int]:
        fields = list(self._codecs)
        rows = [
            Row(values[ROW], values[KEY], {name: values[name] for name in fields})
            for values in changes.create.iter_rows(named=True)
        ]
        if not self._creates:
            self._refuse_new(rows, without)
            return {}
        sent = self._send(packed(rows, self._touches, self._writer.batch_size), created=True)
        self._count("created", [row.row for row in sent.written], without)
        return sent.ids

    def _refuse_new(self, rows: Sequence[Row], without: bool) -> None:
        """Quarantine rows without a record, but for those that a dry run has made."""
        for row in rows:
            if self._keys.get(row.key):
                self._count("updated", [row.row], without)
            else:
                self.refuse(row.row, row.key, self._key, self._keys.absent(row.key))

    def _update(self, changes: Changes, without: bool) -> list[str]:
        """Write what differs. Returns the keys of the rows that were written."""
        size = self._writer.batch_size
        alike: list[Row] = []
        tasks: list[Task[Row]] = []
        for update in changes.updates:
            rows = [
                Row(row, key, update.values, self._id(key))
                for row, key in zip(update.rows, update.keys, strict=True)
            ]
            if len(rows) < _EQUAL:
                alike += rows
            else:
                tasks += packed(rows, self._touches, max(size, SLICE))
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in alike:
            groups.setdefault(tuple(row.values), []).append(row)
        for group in groups.values():
            tasks += packed(group, self._touches, size)
        sent = self._send(tasks, created=False)
        self._count("updated", [row.row for row in sent.written], without)
        return [row.key for row in sent.written]

    def _id(self, key: str) -> int | None:
        known = self._keys.get(key)
        return known[1] if known else None

    def _send(self, tasks: list[Task[Row]], created: bool) -> Sent:
        """Send the tasks by several threads. Raises the first error, when all have ended."""
        send = self._sender.create if created else self._sender.update

        def walk(lane: list[Task[Row]]) -> Sent:
            sent = Sent()
            for task in lane:
                if self._patience.stop.is_set():
                    break
                sent += send(task.rows)
            return sent

        runs = [self._pool.submit(walk, lane) for lane in lanes(tasks, self._writer.workers)]
        total = Sent()
        problem: BaseException | None = None
        try:
            for run in runs:
                problem = problem or run.exception()
                if not run.exception():
                    total += run.result()
        except KeyboardInterrupt:
            # What was sent is answered; what was not stays unsent.
            self._patience.stop.set()
            raise
        for reject in total.rejects:
            self.refuse(*reject)
        if problem:
            raise problem
        return total

    def _touches(self, row: Row) -> set[Hashable]:
        """The records that change with a row: its parents, and for a tree itself."""
        touched: set[Hashable] = set()
        for name in self._parents:
            field = self._codecs[name].field
            if row.values.get(name):
                touched.add((field.relation, row.values[name]))
            if row.id and field.relation == self.model:
                touched.add((self.model, row.id))
        return touched

    def _differing(self, rows: Sequence[Row]) -> list[Row]:
        """Those of the rows whose record does not have their values."""
        records = {row["id"]: row for row in self._records([row.id or 0 for row in rows])}
        left = []
        for row in rows:
            record = records.get(row.id or 0)
            equal = record is not None and all(
                self._codecs[name].from_server([record[name]]).to_list()[0] == value
                for name, value in row.values.items()
            )
            if not equal:
                left.append(row)
        return left

    def _count(self, what: str, rows: Iterable[int], without: bool) -> None:
        """Count rows by what became of them; a row that is written in two passes counts once."""
        for row in rows:
            if row in self._unfinished:
                if without:
                    self._unfinished[row] = what
                else:
                    del self._unfinished[row]
                    continue
            self._counts[what] += 1


def absent(names: Iterable[str]) -> str:
    """Why a row that waits for names in vain can't be written."""
    shown = ", ".join(map(repr, sorted(names)))
    return text(
        "There is no record with the external ID %(shown)s. Load it first, or correct it.",
        shown=shown,
    )
