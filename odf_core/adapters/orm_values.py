"""Values of fields: from source columns to a form that can be compared, and on to the ORM.

A codec has both directions of one kind of field. Its *comparable* form is what Odoo would give back
after writing the value, so that a second run finds nothing changed.
"""

import math

import polars as pl
from odoo import Command
from odoo.tools import float_round

from odoo_data_flow.messages import Message, text
from odoo_data_flow.read import convert
from odoo_data_flow.write import by_label

from . import external_ids

_MAX_INTEGER = 2**31 - 1


class Absent(Message):
    """The reason that records are not there (yet). `names`: their external IDs."""

    __slots__ = ("names",)

    @classmethod
    def of(cls, message, names):
        """The message, as one of this kind."""
        reason = cls(message)
        reason.template, reason.values, reason.names = message.template, message.values, names
        return reason


class Codec:
    """One field of one write.

    :param records: the target model, in the environment of the run.
    :param namespace: of external IDs without a dot.
    """

    dtype = pl.String
    kind = "str"

    def __init__(self, records, field, namespace):
        self.records = records
        self.env = records.env
        self.field = field
        self.namespace = namespace

    def from_source(self, column, ids):
        """Comparable values of a source column, and why rows can't have one.

        :param column: polars Series. :param ids: for every row the record that it stands for, or
            None. :return: (Series of `dtype`, dict of row → reason)
        """
        values = convert(column, self.kind)
        if self.kind == "str":
            values = values.replace({"": None})
        lost = (values.is_null() & column.is_not_null()).arg_true()
        reasons = {
            row: text("%(value)s is no %(kind)s.", value=column[row], kind=self.kind)
            for row in lost
            if column[row] != ""
        }
        return self.normalized(values, ids, reasons), reasons

    def normalized(self, values, ids, reasons):
        """The values as Odoo would keep them; adds to `reasons` the rows that it would not."""
        return values

    def missing(self, values):
        """Rows without the value that a required field needs: dict of row → reason."""
        if not self.field.required:
            return {}
        reason = text("has no value, but the field is required.")
        return dict.fromkeys(values.is_null().arg_true(), reason)

    def from_records(self, values):
        """Comparable form (polars Series) of what records hold: a list as of `read_columns`."""
        return pl.Series(self.field.name, values, dtype=self.dtype)

    def to_record(self, value):
        """What `create` and `write` take for a comparable value."""
        return False if value is None else value


class Text(Codec):
    def normalized(self, values, ids, reasons):
        size = getattr(self.field, "size", None)
        if size:
            for row in (values.str.len_chars() > size).arg_true():
                reasons[row] = text("is longer than %(size)s characters.", size=size)
        return values

    def from_records(self, values):
        return super().from_records(values).replace({"": None})


class Html(Text):
    def normalized(self, values, ids, reasons):
        clean = [
            value and (self.field.convert_to_column(value, self.records) or None)
            for value in values
        ]
        return pl.Series(values.name, clean, dtype=self.dtype)

    def from_records(self, values):
        return super().from_records([value and str(value) for value in values])


class Selection(Codec):
    def normalized(self, values, ids, reasons):
        choices = dict(self.field._description_selection(self.env))
        known = list(choices)
        values = values.replace(by_label(choices))
        for row in (values.is_not_null() & ~values.is_in(known)).arg_true():
            reasons[row] = text(
                "%(value)s is none of the choices: %(names)s.",
                value=values[row],
                names=", ".join(known),
            )
        return values


class Boolean(Codec):
    dtype = pl.Boolean
    kind = "bool"

    def normalized(self, values, ids, reasons):
        return values.fill_null(False)

    def from_records(self, values):
        return super().from_records(values).fill_null(False)


class Integer(Codec):
    dtype = pl.Int64
    kind = "int"

    def normalized(self, values, ids, reasons):
        for row in (values.abs() > _MAX_INTEGER).arg_true():
            reasons[row] = text("%(value)s is too large for an integer.", value=values[row])
        return values.fill_null(0)

    def from_records(self, values):
        return super().from_records(values).fill_null(0)


class Float(Codec):
    dtype = pl.Float64
    kind = "float"

    def normalized(self, values, ids, reasons):
        for row in (~values.fill_null(0).is_finite()).arg_true():
            reasons[row] = text("%(value)s is no finite number.", value=values[row])
        rounded = [
            (
                value
                if digits is None or not math.isfinite(value)
                # Odoo's own rounding: another would differ in the last digit, run after run.
                else float_round(value, precision_digits=digits)
            )
            for value, digits in zip(values.fill_null(0.0), self.digits(ids), strict=True)
        ]
        return pl.Series(values.name, rounded, dtype=self.dtype)

    def digits(self, ids):
        """For every row the number of decimals that Odoo keeps; None for all."""
        # False and 0 say that nothing is rounded; no decimals at all would be (16, 0).
        digits = self.field.get_digits(self.env)
        return [digits[1] if digits else None] * len(ids)

    def from_records(self, values):
        return super().from_records(values).fill_null(0.0)


class Monetary(Float):
    def digits(self, ids):
        """The decimals of the record's currency; a new record's value is rounded when created."""
        currency = self.field.get_currency_field(self.records)
        known = self.records.browse(sorted({record_id for record_id in ids if record_id}))
        decimals = {record.id: record[currency].decimal_places for record in known}
        return [decimals.get(record_id) for record_id in ids]


class Date(Codec):
    dtype = pl.Date
    kind = "date"

    def normalized(self, values, ids, reasons):
        for row in (~values.dt.year().is_between(1, 9999)).arg_true():
            reasons[row] = text("The date is out of range.")
        return values.set(~values.dt.year().is_between(1, 9999), None)


class Datetime(Date):
    """Naive values are UTC, as everywhere in Odoo; to the second."""

    dtype = pl.Datetime("us")
    kind = "datetime"

    def normalized(self, values, ids, reasons):
        return super().normalized(values, ids, reasons).dt.truncate("1s")


class Many2one(Codec):
    dtype = pl.Int64

    def normalized(self, values, ids, reasons):
        names = external_ids.qualified(values, self.namespace)
        targets = self.targets(names.drop_nulls().unique())
        for row in (names.is_not_null() & ~names.is_in(list(targets))).arg_true():
            reasons[row] = self.unknown(names[row])
        return names.replace_strict(targets, default=None, return_dtype=self.dtype)

    def targets(self, names):
        """External ID → id of a record of the right model that exists."""
        model = self.field.comodel_name
        found = {
            name: record_id
            for name, (owner, record_id) in external_ids.resolve(self.env, names).items()
            if owner == model
        }
        existing = set(self.env[model].browse(found.values()).exists().ids)
        return {name: record_id for name, record_id in found.items() if record_id in existing}

    def unknown(self, *names):
        message = text(
            "There is no %(model)s with the external ID %(name)s. Load it first, or correct it.",
            model=self.field.comodel_name,
            name=", ".join(names),
        )
        return Absent.of(message, set(names))


class Many2many(Many2one):
    dtype = pl.List(pl.Int64)

    def from_source(self, column, ids):
        """A list column, or text separated by commas."""
        if column.dtype == pl.List:
            lists = column.list.eval(pl.element().cast(pl.String))
        else:
            lists = convert(column, "str").str.split(",")
        rows = pl.DataFrame({"row": range(len(column)), "name": lists}).explode("name")
        names = external_ids.qualified(rows["name"], self.namespace)
        targets = self.targets(names.drop_nulls().unique())
        values, reasons = [set() for _row in range(len(column))], {}
        for row, name in zip(rows["row"], names, strict=True):
            if name in targets:
                values[row].add(targets[name])
            elif name is not None:
                absent = reasons[row].names if row in reasons else set()
                reasons[row] = self.unknown(*sorted(absent | {name}))
        return pl.Series(column.name, map(sorted, values), dtype=self.dtype), reasons

    def from_records(self, values):
        return super().from_records([sorted(value) for value in values])

    def to_record(self, value):
        return [Command.set(value)]


#: Field type → codec. Other types can't be written by a flow.
CODECS = {
    "char": Text,
    "text": Text,
    "html": Html,
    "selection": Selection,
    "boolean": Boolean,
    "integer": Integer,
    "float": Float,
    "monetary": Monetary,
    "date": Date,
    "datetime": Datetime,
    "many2one": Many2one,
    "many2many": Many2many,
}
