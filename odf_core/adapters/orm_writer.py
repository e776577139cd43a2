"""Writes frames into models by the ORM, under the rights of the user of the environment."""

import polars as pl
import psycopg2
from odoo.exceptions import AccessError, UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tools import mute_logger

from odoo_data_flow.errors import FlowError
from odoo_data_flow.write import ROW, Reject, WriteReport, find_changes

from . import external_ids
from .orm_values import CODECS

KEY = "__key__"
_BATCH = 500
#: What can be wrong with the values of a row. Anything else is no fault of the data and is raised.
_ROW_ERRORS = (UserError, ValueError, psycopg2.IntegrityError, psycopg2.DataError)


class OrmWriter:
    """Writer of one run (protocol of odoo_data_flow.write.Writer)."""

    def __init__(self, env, namespace):
        self._env = env
        self._namespace = namespace

    def write(self, model, frame, key, mapping):
        """See the protocol. Creates in batches, updates grouped by equal values, each batch in a
        savepoint; a batch that fails is halved down to the bad rows, which become rejects.
        """
        records = _target(self._env, model)
        codecs = {
            name: _codec(records, name, self._namespace, f"mapping.{name}") for name in mapping
        }
        return _Write(records, codecs, self._namespace).execute(frame, key, mapping)


def _target(env, model):
    if model not in env or env[model]._abstract:
        raise FlowError(
            "model",
            env._("There is no model %s. Correct its name or install its module.", model),
        )
    records = env[model]
    try:
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
            records.env._(
                "The model %(model)s has no field %(field)s that can be written. Correct the "
                "mapping.",
                model=records._name,
                field=name,
            ),
        )
    if field.type not in CODECS:
        raise FlowError(
            path,
            records.env._(
                "A flow can't write fields of type %s. Take it out of the mapping.", field.type
            ),
        )
    if field.compute and field.readonly and not field.inverse:
        raise FlowError(path, records.env._("The field is computed. Take it out of the mapping."))
    if not records._has_field_access(field, "write"):
        raise FlowError(path, records.env._("You are not allowed to write this field."))
    return CODECS[field.type](records, field, namespace)


class _Write:
    """One frame on its way into one model.

    A row is known by its place in the frame (ROW) and by its full external ID (KEY).
    """

    def __init__(self, records, codecs, namespace):
        self._records = records
        self._env = records.env
        self._codecs = codecs
        self._namespace = namespace
        self._rejects = []
        self._ids = {}  # external ID → id of the record that it stands for
        self._gone = set()  # external IDs whose record was deleted

    def execute(self, frame, key, mapping):
        """The report of the write. Every row of the frame is in one of its counts."""
        keys = external_ids.qualified(frame[key], self._namespace)
        refused = self._find_records(keys.drop_nulls().unique())
        source = self._source(frame, keys, mapping, refused, key)
        changes = find_changes(source, self._current(source[KEY]), KEY)
        self._refuse_keys(changes, key)
        created = self._create(changes.create)
        updated = self._update(changes.updates)
        return WriteReport(
            model=self._records._name,
            read=frame.height,
            created=created,
            updated=updated,
            unchanged=changes.unchanged.height,
            quarantined=len({reject.row for reject in self._rejects}),
            rejects=tuple(sorted(self._rejects, key=lambda reject: reject.row)),
        )

    def _find_records(self, keys):
        """Look up what the keys stand for. Returns those that can't be used: key → reason."""
        refused, model = {}, self._records._name
        for key, (owner, record_id) in external_ids.resolve(self._env, keys).items():
            if owner == model:
                self._ids[key] = record_id
            else:
                refused[key] = self._env._("stands for a record of %s already.", owner)
        records = self._records.browse(self._ids.values()).exists()
        existing, visible = set(records.ids), set(records._filtered_access("read").ids)
        self._gone = {key for key, record_id in self._ids.items() if record_id not in existing}
        for key in self._gone:
            del self._ids[key]
        for key, record_id in self._ids.items():
            if record_id not in visible:
                refused[key] = self._env._("stands for a record that you may not see.")
        for key in keys:
            if " " in key:
                refused[key] = self._env._("holds a space; an external ID must not.")
        return refused

    def _source(self, frame, keys, mapping, refused, key_column):
        """The rows that can be written, in comparable form; the others become rejects."""
        bad = set()
        for row, key in enumerate(keys):
            if key in refused:
                bad.add(row)
                self._refuse(row, key, key_column, refused[key])
        ids = [self._ids.get(key) for key in keys]
        columns = {}
        for name, column in mapping.items():
            codec = self._codecs[name]
            columns[name], reasons = codec.from_source(frame[column], ids)
            for row, reason in {**codec.missing(columns[name]), **reasons}.items():
                self._refuse(row, keys[row], column, reason)
                bad.add(row)
        source = pl.DataFrame({ROW: range(frame.height), KEY: keys, **columns})
        return source.filter(~pl.col(ROW).is_in(list(bad)))

    def _current(self, keys):
        """The records that the keys stand for, in comparable form."""
        known = {self._ids[key]: key for key in keys.drop_nulls().unique() if key in self._ids}
        rows = self._records.browse(known).read(list(self._codecs), load=None)
        data = {KEY: [known[row["id"]] for row in rows]}
        schema = {KEY: pl.String}
        for name, codec in self._codecs.items():
            data[name] = [codec.from_record(row[name]) for row in rows]
            schema[name] = codec.dtype
        return pl.DataFrame(data, schema=schema)

    def _refuse_keys(self, changes, column):
        for row, _key in changes.keyless.iter_rows():
            self._refuse(row, None, column, self._env._("The row has no key."))
        for row, key in changes.duplicates.iter_rows():
            self._refuse(
                row, key, column, self._env._("The key stands on several rows. Keep one of them.")
            )

    def _create(self, frame):
        """Create records for the rows. Returns how many."""

        def create(rows):
            records = self._records.create(
                [
                    {name: codec.to_record(row[name]) for name, codec in self._codecs.items()}
                    for row in rows
                ]
            )
            ids = {row[KEY]: record.id for row, record in zip(rows, records, strict=True)}
            external_ids.forget(self._env, self._gone.intersection(ids))
            external_ids.register(self._env, self._records._name, ids)

        return self._in_batches(list(frame.iter_rows(named=True)), create)

    def _update(self, updates):
        """Write the changed values. Returns how many records have changed."""

        def update(rows):
            groups = {}
            for row in rows:
                groups.setdefault(row["update"], []).append(self._ids[row[KEY]])
            for number, ids in groups.items():
                self._records.browse(ids).write(
                    {
                        name: self._codecs[name].to_record(value)
                        for name, value in updates[number].values.items()
                    }
                )

        rows = [
            {ROW: row, KEY: key, "update": number}
            for number, change in enumerate(updates)
            for row, key in zip(change.rows, change.keys, strict=True)
        ]
        return self._in_batches(rows, update)

    def _in_batches(self, rows, write):
        return sum(
            self._attempt(rows[start : start + _BATCH], write)
            for start in range(0, len(rows), _BATCH)
        )

    def _attempt(self, rows, write):
        """Write the rows in a savepoint. If that fails, halve them until the bad ones stand alone.

        Returns how many rows were written.
        """
        try:
            # What the database refuses here is told in the report, not in the log.
            with mute_logger("odoo.sql_db"), self._env.cr.savepoint():
                write(rows)
        except _ROW_ERRORS as error:
            if len(rows) == 1:
                self._refuse(rows[0][ROW], rows[0][KEY], None, self._reason(error))
                return 0
        else:
            return len(rows)
        middle = len(rows) // 2
        return self._attempt(rows[:middle], write) + self._attempt(rows[middle:], write)

    def _reason(self, error):
        if isinstance(error, psycopg2.Error):
            return self._records._sql_error_to_message(error)
        return str(error)

    def _refuse(self, row, key, column, reason):
        self._rejects.append(Reject(row, key, column, reason))
