"""Values of fields: from source columns to a form that can be compared, and on to the server.

A codec has all directions of one kind of field. Its *comparable* form is what the server would give
back after writing the value, so that a second run finds nothing changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

import polars as pl

from ...client.fields import MANY, Field
from ...contract import ColumnType, convert, no_value
from ...errors import FlowError
from ...messages import text
from ..choices import by_label
from .html import canonical
from .mapping import DATABASE, EXTERNAL, Target
from .references import References

#: The largest integer of a field, and the largest id.
LARGEST = 2**31 - 1


class Converted(NamedTuple):
    """A column in comparable form; why rows have no value; external ids that are not there yet."""

    values: pl.Series
    reasons: dict[int, str]
    missing: dict[int, set[str]]


class Codec:
    """One field of one inlet. `namespace`: of external ids without a dot."""

    kind: ColumnType = "str"

    def __init__(self, field: Field, target: Target, namespace: str) -> None:
        self.field = field
        self.target = target
        self.namespace = namespace

    @property
    def dtype(self) -> pl.DataType:
        """The type of the comparable form."""
        return self.field.dtype

    def names(self, column: pl.Series) -> pl.Series | None:
        """The external ids that a source column holds; None for what holds none."""
        return None

    def convert(self, column: pl.Series, references: References) -> Converted:
        """A source column in comparable form."""
        if self.kind not in ("bool", "int", "float"):
            column = _unset(column)
        values = convert(column, self.kind)
        if self.kind == "str":
            values = values.replace({"": None})
        lost = (values.is_null() & column.is_not_null()).arg_true()
        reasons: dict[int, str] = {
            row: no_value(column[row], self.kind) for row in lost if column[row] != ""
        }
        values = self.normalized(values, reasons)
        self.require(values, reasons)
        return Converted(values, reasons, {})

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        """The values as Odoo keeps them; adds to `reasons` the rows that it would not keep."""
        return values

    def require(self, values: pl.Series, reasons: dict[int, str]) -> None:
        """Add to `reasons` the rows that lack the value of a required field."""
        if self.field.required:
            for row in values.is_null().arg_true():
                reasons.setdefault(row, text("has no value, but the field is required."))

    def against(self, values: pl.Series, current: pl.DataFrame) -> pl.Series:
        """The values in the light of what is there: `current` has a row for each, null for new."""
        return values

    def from_server(self, values: Sequence[Any]) -> pl.Series:
        """Comparable form of what the server gives."""
        return self.field.column(values)

    def to_write(self, value: Any) -> Any:
        """What `write` takes for a comparable value."""
        return False if value is None else value

    @property
    def load_field(self) -> str:
        """The path by which `load` knows the field."""
        return self.field.name

    def to_load(self, value: Any) -> str:
        """What `load` takes for a comparable value: a text, empty for none."""
        return "" if value is None else str(value)


class Text(Codec):
    """char, text, reference and JSON: text as it is."""

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        if self.field.size:
            for row in (values.str.len_chars() > self.field.size).arg_true():
                reasons[row] = text("is longer than %(size)s characters.", size=self.field.size)
        return values

    def from_server(self, values: Sequence[Any]) -> pl.Series:
        texts: pl.Series = super().from_server(values).replace({"": None})
        return texts


class Binary(Text):
    """Base 64, in which line breaks mean nothing."""

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        content = self._plain(values)
        encoded = content.str.contains(r"^[A-Za-z0-9+/]+={0,2}$") & (
            content.str.len_bytes() % 4 == 0
        )
        for row in (~encoded).arg_true():
            reasons[row] = text(
                "%(value)s is no file in base 64; put the content of the file there in this form, "
                "not its name.",
                value=repr(content[row][:40]),
            )
        return content

    def from_server(self, values: Sequence[Any]) -> pl.Series:
        return self._plain(super().from_server(values))

    @staticmethod
    def _plain(values: pl.Series) -> pl.Series:
        content: pl.Series = values.str.replace_all(r"\s", "").replace({"": None})
        return content


class Html(Text):
    """HTML: two texts that mean the same page are equal."""

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        if not self.field.sanitized:
            return values
        return pl.Series(values.name, [value and canonical(value) for value in values], pl.String())

    def from_server(self, values: Sequence[Any]) -> pl.Series:
        return self.normalized(super().from_server(values), {})


class Selection(Codec):
    """One of some values, or its label in the language of the context, as Odoo exports it."""

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        choices = self.field.selection or {}
        values = values.replace(by_label(choices))
        for row in (values.is_not_null() & ~values.is_in(list(choices))).arg_true():
            reasons[row] = text(
                "%(value)s is none of the choices: %(names)s.",
                value=repr(values[row]),
                names=", ".join(choices),
            )
        for row in values.is_in(
            [value for value in choices if self._taken(value) != value]
        ).arg_true():
            reasons[row] = text(
                "Odoo's import would take %(value)s for another choice's label.",
                value=repr(values[row]),
            )
        return values

    def _taken(self, wanted: str) -> str | None:
        """The choice that `load` finds: the first whose value or label it is, whatever the case."""
        for value, label in (self.field.selection or {}).items():
            if wanted.lower() in (value.lower(), label.lower()):
                return value
        return None


class Boolean(Codec):
    """True or false; no value is false."""

    kind: ColumnType = "bool"

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        return values.fill_null(False)

    def to_load(self, value: Any) -> str:
        return "1" if value else ""


class Integer(Codec):
    """A number of 32 bits; no value is 0."""

    kind: ColumnType = "int"

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        for row in (values.abs() > LARGEST).arg_true():
            reasons[row] = text("%(value)s is too large for an integer.", value=values[row])
        return values.fill_null(0)


class Float(Codec):
    """A number, rounded as the field is; no value is 0."""

    kind: ColumnType = "float"

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        values = values.fill_null(0.0)
        for row in (~values.is_finite()).arg_true():
            reasons[row] = text("%(value)s is no finite number.", value=values[row])
        return rounded(values, self.field.digits)

    def to_load(self, value: Any) -> str:
        return repr(value)


#: The column of `current` that has the decimals of a monetary field's currency.
def decimals_of(field: str) -> str:
    """The name of that column."""
    return f"__decimals__{field}"


class Monetary(Float):
    """An amount, rounded as the currency of the record is; Odoo rounds a new record's itself."""

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        values = values.fill_null(0.0)
        for row in (~values.is_finite()).arg_true():
            reasons[row] = text("%(value)s is no finite number.", value=values[row])
        return values

    def against(self, values: pl.Series, current: pl.DataFrame) -> pl.Series:
        name = decimals_of(self.field.name)
        if name not in current.columns:
            return values
        amounts = [
            value if decimals is None else round_half_up(value, decimals)
            for value, decimals in zip(values, current[name], strict=True)
        ]
        return pl.Series(values.name, amounts, dtype=pl.Float64())


class Date(Codec):
    """A day."""

    kind: ColumnType = "date"

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        out = ~values.dt.year().is_between(1, 9999)
        for row in out.arg_true():
            reasons[row] = text("The date is out of range.")
        return values.set(out, None)

    def to_write(self, value: Any) -> Any:
        return self.to_load(value) or False

    def to_load(self, value: Any) -> str:
        return "" if value is None else str(value.isoformat())


class Datetime(Date):
    """A moment, to the second; without a time zone it is UTC, as everywhere in Odoo."""

    kind: ColumnType = "datetime"

    def normalized(self, values: pl.Series, reasons: dict[int, str]) -> pl.Series:
        return super().normalized(values, reasons).dt.truncate("1s")

    def to_load(self, value: Any) -> str:
        return "" if value is None else str(value.isoformat(" ", "seconds"))


class Many2one(Codec):
    """A related record, named by external id, id or one of its fields."""

    def names(self, column: pl.Series) -> pl.Series | None:
        return qualified(_unset(column), self.namespace) if self.target.by == EXTERNAL else None

    def convert(self, column: pl.Series, references: References) -> Converted:
        if column.dtype.is_nested():
            listed = text("is a list, but the field leads to one record; give one name.")
            return Converted(
                pl.Series(column.name, [None] * len(column), dtype=self.dtype),
                dict.fromkeys(column.is_not_null().arg_true(), listed),
                {},
            )
        names = self._named(column)
        found, reasons, missing = self._find(names, references)
        values = names.replace_strict(found, default=None, return_dtype=pl.Int64())
        result = Converted(
            values,
            {row: reasons[name] for row, name in enumerate(names) if name in reasons},
            {row: {name} for row, name in enumerate(names) if name in missing},
        )
        if self.field.required:
            for row in names.is_null().arg_true():
                result.reasons[row] = text("has no value, but the field is required.")
        return result

    def to_write(self, value: Any) -> Any:
        return value or False

    @property
    def load_field(self) -> str:
        return f"{self.field.name}/.id"

    def _named(self, column: pl.Series) -> pl.Series:
        """The names as they are looked up; null for none."""
        column = _unset(column)
        if self.target.by == EXTERNAL:
            return qualified(column, self.namespace)
        texts: pl.Series = convert(column, "str").str.strip_chars().replace({"": None})
        return texts

    def _find(
        self, names: pl.Series, references: References
    ) -> tuple[dict[Any, int], dict[Any, str], set[Any]]:
        """Name → id; name → why it stands for none; external ids that may still come."""
        model, wanted = self.field.relation or "", names.drop_nulls().unique()
        found: dict[Any, int] = {}
        reasons: dict[Any, str] = {}
        missing: set[Any] = set()
        if self.target.by == EXTERNAL:
            for name in wanted:
                known = references.get(name)
                if known is None:
                    missing.add(name)
                elif known[0] == model:
                    found[name] = known[1]
                else:
                    reasons[name] = text(
                        "%(name)s stands for a record of %(known)s, not of %(model)s.",
                        name=repr(name),
                        known=known[0],
                        model=model,
                    )
            return found, reasons, missing
        if self.target.by == DATABASE:
            return *self._numbered(model, wanted, references), missing
        field = self.target.by
        known_names = references.named(model, field, wanted)
        for name in wanted:
            number = known_names.get(name)
            if number is not None:
                found[name] = number
            elif name in known_names:
                reasons[name] = text(
                    "several records of %(model)s have %(field)s = %(name)s; name the record by "
                    "its external ID.",
                    model=model,
                    field=field,
                    name=repr(name),
                )
            else:
                reasons[name] = text(
                    "there is no %(model)s with %(field)s = %(name)s; load it first, or correct "
                    "it.",
                    model=model,
                    field=field,
                    name=repr(name),
                )
        return found, reasons, missing

    @staticmethod
    def _numbered(
        model: str, wanted: pl.Series, references: References
    ) -> tuple[dict[Any, int], dict[Any, str]]:
        """Text → the id that it is; text → why it is none."""
        numbers = dict(zip(wanted, convert(wanted, "int"), strict=True))
        ids = {name: one for name, one in numbers.items() if one and 0 < one <= LARGEST}
        known = references.named(model, "id", pl.Series(ids.values(), dtype=pl.Int64()))
        found = {name: one for name, one in ids.items() if one in known}
        reasons: dict[Any, str] = {
            name: (
                text("there is no %(model)s with the id %(id)s.", model=model, id=ids[name])
                if name in ids
                else text("%(name)s is no id of a record; correct it.", name=repr(name))
            )
            for name in wanted
            if name not in found
        }
        return found, reasons


class Many2many(Many2one):
    """Related records: a list, or one text separated by commas. Their order means nothing."""

    def names(self, column: pl.Series) -> pl.Series | None:
        return super().names(self._exploded(column)["name"])

    def convert(self, column: pl.Series, references: References) -> Converted:
        rows = self._exploded(column)
        names = self._named(rows["name"])
        found, bad, absent = self._find(names, references)
        lists: list[set[int]] = [set() for _ in range(len(column))]
        reasons: dict[int, str] = {}
        missing: dict[int, set[str]] = {}
        for row, name in zip(rows["row"], names, strict=True):
            if name in found:
                lists[row].add(found[name])
            elif name in bad:
                reasons[row] = bad[name]
            elif name in absent:
                missing.setdefault(row, set()).add(name)
        return Converted(
            pl.Series(column.name, [sorted(one) for one in lists], dtype=self.dtype),
            reasons,
            missing,
        )

    def against(self, values: pl.Series, current: pl.DataFrame) -> pl.Series:
        if self.target.mode == "set":
            return values
        joined = []
        for given, there in zip(values.to_list(), current[self.field.name].to_list(), strict=True):
            before = set(there or ())
            after = before | set(given) if self.target.mode == "add" else before - set(given)
            joined.append(sorted(after))
        return pl.Series(values.name, joined, dtype=self.dtype)

    def from_server(self, values: Sequence[Any]) -> pl.Series:
        return pl.Series(self.field.name, [sorted(one or ()) for one in values], dtype=self.dtype)

    def to_write(self, value: Any) -> Any:
        return [(6, 0, list(value))]

    def to_load(self, value: Any) -> str:
        return ",".join(map(str, value or ()))

    def _exploded(self, column: pl.Series) -> pl.DataFrame:
        """A row for each name: the row that it is of, and the name."""
        column = _unset(column)
        lists = column if column.dtype == pl.List else convert(column, "str").str.split(",")
        frame = pl.DataFrame({"row": pl.int_range(len(column), eager=True), "name": lists})
        return frame.explode("name").with_columns(pl.col("name").cast(pl.String()))


#: Field type → codec.
_CODECS: dict[str, type[Codec]] = {
    "char": Text,
    "text": Text,
    "reference": Text,
    "binary": Binary,
    "html": Html,
    "selection": Selection,
    "boolean": Boolean,
    "integer": Integer,
    "many2one_reference": Integer,
    "float": Float,
    "monetary": Monetary,
    "date": Date,
    "datetime": Datetime,
    "many2one": Many2one,
    "many2many": Many2many,
}
_MAGIC = ("id", "display_name", "create_uid", "create_date", "write_uid", "write_date")


def codec(field: Field, target: Target, namespace: str) -> Codec:
    """The codec of a field. Raises FlowError (path `mapping.<field>`) if it can't be written."""
    if field.type == "one2many":
        raise FlowError(
            target.path,
            text(
                "lines are records of their own: load them by themselves, with a field "
                "%(inverse)s that names this record.",
                inverse=field.inverse or text("that leads back"),
            ),
        )
    if field.type not in _CODECS:
        raise FlowError(
            target.path,
            text("fields of type %(type)s can't be written; take it out.", type=field.type),
        )
    if field.name in _MAGIC or field.computed:
        raise FlowError(target.path, text("is computed by Odoo; leave it out."))
    if target.mode != "set" and field.type not in MANY:
        raise FlowError(target.path, text("is no list; take the sign behind it away."))
    if target.by != EXTERNAL and not field.relation:
        raise FlowError(
            target.path, text("is no relation; take away what stands behind the slash.")
        )
    return _CODECS[field.type](field, target, namespace)


def qualified(names: pl.Series, namespace: str) -> pl.Series:
    """Names of a source as full external ids; null where there is none."""
    text = convert(names, "str").str.strip_chars()
    name = pl.col(text.name)
    full = (
        pl.when(name == "")
        .then(None)
        .when(name.str.contains(".", literal=True))
        .then(name)
        .otherwise(pl.lit(f"{namespace}.") + name)
    )
    result: pl.Series = text.to_frame().select(full.alias(text.name)).to_series()
    return result


def _unset(column: pl.Series) -> pl.Series:
    """What is not boolean has no value where Odoo says False."""
    if column.dtype != pl.Boolean:
        return column
    texts: pl.Series = column.cast(pl.String()).replace({"false": None})
    return texts


def rounded(values: pl.Series, digits: int | None) -> pl.Series:
    """Numbers with at most so many decimals; all of them if it is None."""
    if digits is None:
        return values
    exact = [round_half_up(value, digits) for value in values]
    return pl.Series(values.name, exact, dtype=pl.Float64())


def round_half_up(value: float, digits: int) -> float:
    """A number rounded as Odoo rounds: half away from zero, of the number as it is written.

    2.675 to two digits is 2.68, though the nearest binary number lies below.
    """
    if value != value or value in (float("inf"), float("-inf")):
        return value
    step = Decimal(1).scaleb(-digits)
    exact = Decimal(repr(value))
    # Larger numbers have no such decimals, nor has Decimal the places for them.
    return float(exact.quantize(step, ROUND_HALF_UP)) if abs(exact) < 10**15 else value
