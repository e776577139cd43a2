"""Writes frames into models by the ORM, under the rights of the user of the environment."""

from collections import Counter

import polars as pl
from odoo.exceptions import AccessError
from odoo.models import MAGIC_COLUMNS

from odoo_data_flow.errors import FlowError
from odoo_data_flow.messages import text
from odoo_data_flow.write import (
    PLAIN,
    ROW,
    Reject,
    Standing,
    Waiting,
    WaitingWriter,
    WriteReport,
    find_changes,
)

from . import external_ids
from .columns import read_columns
from .creation import create_named
from .in_savepoints import write_groups, write_rows
from .keys import DatabaseKeys, ExternalKeys
from .orm_values import CODECS, Absent

KEY = "__key__"
_BATCH = 500


class OrmWriter:
    """Writer of one run (protocol of odoo_data_flow.write.RunWriter).

    It commits nothing: that is done by the engine, where the state is on the same cursor (`join`),
    else by the caller.

    :param dry_run: everything is undone in the end.
    """

    def __init__(self, env, namespace, dry_run=False):
        self._env = env
        self._namespace = namespace
        self._joined = False
        self._inlets = []
        self._order = WaitingWriter(self._absent, self._circle)
        self._savepoint = env.cr.savepoint() if dry_run else None

    def join(self, state):
        """See odoo_data_flow.write.JoiningWriter."""
        self._joined = not self._savepoint and state.join(self._env.cr)
        return self._joined

    def open(self, model, key, mapping, options=PLAIN):
        """See the protocol. Creates in batches, updates grouped by equal values, each batch in a
        savepoint; a batch that fails is halved down to the bad rows, which become rejects.
        """
        records = _target(self._env, model, options).with_context(**options.context)
        codecs = {
            name: _codec(records, name, self._namespace, f"mapping.{name}") for name in mapping
        }
        self._inlets.append(
            OrmInlet(
                records,
                codecs,
                self._namespace,
                self._order,
                key,
                dict(mapping),
                options,
                self._joined,
            )
        )
        return self._inlets[-1]

    def finish(self):
        """See the protocol."""
        self._order.settle(lambda names: external_ids.resolve(self._env, names))
        reports = tuple(inlet.report() for inlet in self._inlets)
        self.close()
        return reports

    def close(self):
        """See the protocol."""
        if self._savepoint and not self._savepoint.closed:
            self._savepoint.close(rollback=True)
            self._env.invalidate_all(flush=False)

    def _absent(self, names):
        return text(
            "There is no record with the external ID %(shown)s. Load it first, or correct it.",
            shown=", ".join(names),
        )

    def _circle(self, names):
        return text(
            "Rows require each other in a circle, so that none can be the first: %(shown)s.",
            shown=", ".join(names),
        )


def _target(env, model, options):
    if model not in env or env[model]._abstract:
        raise FlowError(
            "model",
            text(
                "There is no model %(model)s. Correct its name or install its module.", model=model
            ),
        )
    records = env[model]
    try:
        if options.creates:
            records.check_access("create")
        records.check_access("write")
    except AccessError as error:
        raise FlowError("model", str(error)) from error
    return records


def _codec(records, name, namespace, path):
    field = records._fields.get(name)
    if field is None or name in MAGIC_COLUMNS:
        raise FlowError(
            path,
            text(
                "The model %(model)s has no field %(field)s that can be written. Correct the "
                "mapping.",
                model=records._name,
                field=name,
            ),
        )
    if field.type not in CODECS:
        raise FlowError(
            path,
            text(
                "A flow can't write fields of type %(type)s. Take it out of the mapping.",
                type=field.type,
            ),
        )
    if field.compute and field.readonly and not field.inverse:
        raise FlowError(path, text("The field is computed. Take it out of the mapping."))
    if not records._has_field_access(field, "write"):
        raise FlowError(path, text("You are not allowed to write this field."))
    return CODECS[field.type](records, field, namespace)


class OrmInlet:
    """One write step: frames on their way into one model.

    A row is known by its place among all rows of the step (ROW) and by its full external ID (KEY).
    """

    def __init__(self, records, codecs, namespace, order, key, mapping, options, joined):
        self._records = records
        self._keys = (
            DatabaseKeys(records) if options.by == ".id" else ExternalKeys(records.env, namespace)
        )
        self._creates = options.creates
        # Without the right to create, a row waits for its record: an earlier step may make it.
        self._waits_for_itself = options.by == "id" and not options.create
        self._env = records.env
        self._codecs = codecs
        self._namespace = namespace
        self._order = order
        self._key = key
        self._mapping = mapping
        self._joined = joined
        self._made = None
        self._read = 0
        self._counts = Counter()
        self._rejects = []
        self._ids = {}  # external ID → id of the record that it stands for
        self._there = None  # frame of these records with their keys, in comparable form
        self._unfinished = {}  # rows that were written without some references → how they count

    def write(self, frame):
        """Write the rows that can be written now; the others wait."""
        keys = self._keys.normalized(frame[self._key])
        columns = list(dict.fromkeys(self._mapping.values()))
        numbered = frame.select(
            pl.int_range(self._read, self._read + pl.len(), dtype=pl.Int64).alias(ROW),
            keys.alias(KEY),
            *columns,
        )
        self._read += frame.height
        self._order.advance([(self, numbered)])

    def recall(self, made):
        """See odoo_data_flow.write.RecallingInlet."""
        self._made = made

    def standing(self):
        """See odoo_data_flow.write.ResumableInlet."""
        if not self._joined:
            return None
        return Standing(self.report().counts, tuple(self._rejects), self._order.waiting(self))

    def attempt(self, frame, without=False, last=False):
        """See odoo_data_flow.write.waiting.WaitingInlet."""
        refused = self._find_records(frame[KEY].drop_nulls().unique())
        source, waiting = self._source(frame, refused, without, last)
        there = self._made.as_sent(source, self._there, KEY) if self._made else self._there
        changes = find_changes(source, there, KEY)
        self._refuse_keys(changes, self._key)
        created = self._create(changes.create)
        updated = self._update(changes.updates)
        if self._made and self._made.keeps and updated and not without:
            self._note_made(source.filter(pl.col(ROW).is_in(updated)))
        self._count("created", created, without)
        self._count("updated", updated, without)
        self._count("unchanged", changes.unchanged[ROW], without)
        new = frame.filter(pl.col(ROW).is_in(created))
        return new[KEY].to_list(), waiting

    def ids(self, keys):
        """See odoo_data_flow.write.Inlet."""
        names = self._keys.normalized(keys)
        known = self._keys.resolve(names.drop_nulls().unique())
        ids = [known[name][1] if name in known else None for name in names]
        return pl.Series(keys.name, ids, dtype=pl.Int64).cast(pl.String)

    def report(self):
        """The report of the step. Every row is in one of its counts."""
        return WriteReport(
            model=self._records._name,
            read=self._read - len(self._order.waiting(self)),
            created=self._counts["created"],
            updated=self._counts["updated"],
            unchanged=self._counts["unchanged"],
            quarantined=len({reject.row for reject in self._rejects}),
            rejects=tuple(sorted(self._rejects, key=lambda reject: reject.row)),
        )

    def refuse(self, row, key, column, reason):
        """Quarantine a row; one that was written in part does not count as written any more."""
        before = self._unfinished.pop(row, None)
        if before:
            self._counts[before] -= 1
            reason = text("The row was written, but not as a whole: %(reason)s", reason=reason)
        self._rejects.append(Reject(row, key, column, reason))

    def can_do_without(self, missing):
        """See WaitingInlet."""
        return not any(
            codec.field.required
            for name, codec in self._codecs.items()
            if self._mapping[name] in missing
        )

    def is_unfinished(self, row):
        """See WaitingInlet."""
        return row in self._unfinished

    def _count(self, what, rows, without):
        """Count rows by what became of them; a row that is written in two passes counts once."""
        if not self._unfinished:
            self._counts[what] += len(rows)
            return
        for row in rows:
            if row in self._unfinished and not without:
                del self._unfinished[row]
                continue
            if row in self._unfinished:
                self._unfinished[row] = what
            self._counts[what] += 1

    def _find_records(self, keys):
        """Look up what the keys stand for. Returns those that can't be used: key → reason."""
        refused, model = {}, self._records._name
        # Those of this batch only: a run may have millions.
        self._ids = {}
        for key, (owner, record_id) in self._keys.resolve(keys).items():
            if owner == model:
                self._ids[key] = record_id
            else:
                refused[key] = text("stands for a record of %(known)s already.", known=owner)
        seen = read_columns(self._records.browse(self._ids.values()), list(self._codecs))
        hidden = set(self._ids.values()).difference(seen["id"])
        hidden = set(self._records.browse(hidden).exists().ids)
        visible = hidden.union(seen["id"])
        self._ids = {key: one for key, one in self._ids.items() if one in visible}
        for key, record_id in self._ids.items():
            if record_id in hidden:
                refused[key] = text("stands for a record that you may not see.")
        self._there = self._comparable(seen, self._ids)
        for key in keys:
            reason = self._keys.fault(key)
            if not reason and key not in self._ids and key not in refused:
                reason = self._keys.claim_fault(key)
            if reason:
                refused[key] = reason
        return refused

    def _source(self, frame, refused, without, last):
        """The rows that can be written, in comparable form, and those that wait; the others become
        rejects.
        """
        rows, keys = frame[ROW], frame[KEY]
        bad = set()
        for place, key in enumerate(keys):
            if key in refused:
                bad.add(place)
                self.refuse(rows[place], key, self._key, refused[key])
        ids = [self._ids.get(key) for key in keys]
        missing = {}
        if self._waits_for_itself and not last:
            for place, key in enumerate(keys):
                if key and key not in self._ids:
                    missing[place] = {self._key: {key}}
        columns = {}
        for name, column in self._mapping.items():
            codec = self._codecs[name]
            columns[name], reasons = codec.from_source(frame[column], ids)
            for place, reason in {**codec.missing(columns[name]), **reasons}.items():
                if isinstance(reason, Absent) and not last and keys[place]:
                    missing.setdefault(place, {}).setdefault(column, set()).update(reason.names)
                else:
                    self.refuse(rows[place], keys[place], column, reason)
                    bad.add(place)
        waiting = []
        for place, names in missing.items():
            if place in bad:
                continue
            if without:
                self._unfinished[rows[place]] = ""
            else:
                bad.add(place)
                waiting.append(
                    Waiting(
                        self,
                        keys[place],
                        rows[place],
                        frame.row(place),
                        frame.schema,
                        names,
                        makes=self._creates,
                    )
                )
        source = pl.DataFrame({ROW: rows, KEY: keys, **columns})
        keep = pl.Series([place not in bad for place in range(frame.height)], dtype=pl.Boolean)
        return source.filter(keep), waiting

    def _note_made(self, written):
        """Note what Odoo has made of rows that were just updated; the cache is empty of them."""
        ids = {key: self._ids[key] for key in written[KEY]}
        seen = read_columns(self._records.browse(ids.values()), list(self._codecs))
        self._made.note(written, self._comparable(seen, ids), KEY)

    def _comparable(self, seen, ids):
        """The records that keys stand for, in comparable form, with these keys.

        :param seen: as of read_columns. :param ids: dict of key → id of its record.
        """
        values = pl.DataFrame(
            [
                pl.Series("__id__", seen["id"], dtype=pl.Int64),
                *(
                    codec.from_records(seen[name]).alias(name)
                    for name, codec in self._codecs.items()
                ),
            ]
        )
        names = pl.DataFrame(
            {KEY: list(ids), "__id__": list(ids.values())},
            schema={KEY: pl.String, "__id__": pl.Int64},
        )
        return names.join(values, on="__id__").drop("__id__")

    def _refuse_keys(self, changes, column):
        for row, _key in changes.keyless.iter_rows():
            self.refuse(row, None, column, text("The row has no key."))
        for row, key in changes.duplicates.iter_rows():
            self.refuse(row, key, column, text("The key stands on several rows. Keep one of them."))

    def _create(self, frame):
        """Create records for the rows. Returns the rows that were."""
        if not self._creates:
            for row, key in frame.select(ROW, KEY).iter_rows():
                self.refuse(row, key, self._key, self._keys.absent(key))
            return []

        def create(rows):
            values = [
                {name: codec.to_record(row[name]) for name, codec in self._codecs.items()}
                for row in rows
            ]
            return create_named(self._records, [row[KEY] for row in rows], values).ids

        return self._in_batches(list(frame.iter_rows(named=True)), create)

    def _update(self, updates):
        """Write the changed values. Returns the rows that were written."""

        def update(rows):
            groups = {}
            for row in rows:
                groups.setdefault(row["update"], []).append(self._ids[row[KEY]])
            write_groups(
                self._records,
                [
                    (
                        ids,
                        {
                            name: self._codecs[name].to_record(value)
                            for name, value in updates[number].values.items()
                        },
                    )
                    for number, ids in groups.items()
                ],
            )
            return [self._ids[row[KEY]] for row in rows]

        rows = [
            {ROW: row, KEY: key, "update": number}
            for number, change in enumerate(updates)
            for row, key in zip(change.rows, change.keys, strict=True)
        ]
        return self._in_batches(rows, update)

    def _in_batches(self, rows, write):
        """Returns the rows that were written."""

        def refuse(row, reason):
            self.refuse(row[ROW], row[KEY], None, reason)

        written = []
        for start in range(0, len(rows), _BATCH):
            part = write_rows(self._records, rows[start : start + _BATCH], write, refuse)
            written += [row[ROW] for row, _id in part]
            # What was flushed with its savepoint need not be remembered: a run may have millions.
            self._env.invalidate_all(flush=False)
        return written
