"""Values for the records that generated tests create."""

from __future__ import annotations

from ..ir.kinds.field import Field
from ..ir.kinds.model import Model
from .literals import Literal, call, literal
from .site import Scope
from .sql_constraint import Check, Comparison, Unique, limits, parsed, words

_NUMERIC = frozenset({"integer", "float", "monetary"})
#: Types whose sample is read back as it was written.
_READ_BACK = frozenset({"char", "text", "integer", "boolean", "selection"})


class NoSampleError(Exception):
    """No valid record can be made up; the text says why, for the reader of the test."""


class Sampler:
    """Makes valid values, different at each call."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._number = 0

    def values(self, model: Model, also: frozenset[str] = frozenset()) -> dict[str, object]:
        """Return values for the required fields of a model and those in `also`.

        Values that need another record are Literal: an expression that creates or finds it.
        Raises NoSampleError.
        """
        return self._values(model, also, ())

    def value(self, model: Model, field: Field) -> object:
        """Return one more valid value for a field. Raises NoSampleError."""
        self._number += 1
        return self._value(model, field, ())

    def _values(
        self, model: Model, also: frozenset[str], below: tuple[str, ...]
    ) -> dict[str, object]:
        if model.name in below:
            ring = " → ".join((*below, model.name))
            raise NoSampleError(f"records require each other in a ring ({ring})")
        self._number += 1
        wanted = [f for f in model.fields if (f.required or f.name in also) and is_written(f)]
        for constraint in model.constraints:
            concerned = words(constraint.definition) & {field.name for field in wanted}
            if concerned and parsed(constraint.definition) is None:
                raise NoSampleError(
                    f"no values are known that satisfy the constraint {constraint.name}"
                )
        return {field.name: self._value(model, field, (*below, model.name)) for field in wanted}

    def _value(self, model: Model, field: Field, below: tuple[str, ...]) -> object:
        number = self._number
        if field.type in _NUMERIC:
            return _numeric(field, number, _limits(model).get(field.name, []))
        if field.type in ("char", "text"):
            digits = str(number)
            return f"Sample {digits}" if not field.size else _fitting(digits, field.size)
        if field.type == "html":
            return f"<p>Sample {number}</p>"
        if field.type == "boolean":
            return number % 2 == 1
        if field.type == "date":
            return f"2025-01-{number % 28 + 1:02}"
        if field.type == "datetime":
            return f"2025-01-{number % 28 + 1:02} 08:00:00"
        if field.type == "selection" and field.selection:
            return field.selection[number % len(field.selection)].value
        if field.type == "many2one":
            return self._record_id(field.comodel_name, below)
        raise NoSampleError(f"no value is known for the required field {field.name}")

    def _record_id(self, comodel: str, below: tuple[str, ...]) -> Literal:
        own = self._scope.models.get(comodel)
        if own is None:
            return call("self.any_id", comodel)
        values = literal(self._values(own, frozenset(), below))
        return Literal(f"self.env[{literal(comodel).source}].create({values.source}).id")


def is_written(field: Field) -> bool:
    """Say whether people write the field: neither computed nor a list of other records."""
    return field.has_column and not field.compute and not field.related


def is_read_back(field: Field) -> bool:
    """Say whether a sample of the field is read back just as it was written."""
    return is_written(field) and field.type in _READ_BACK and not field.groups


def duplicate(
    model: Model, unique: Unique, sampler: Sampler
) -> tuple[dict[str, object], dict[str, object]] | None:
    """Return the values of two records of which the second violates only this constraint.

    None where no such pair is known. Raises NoSampleError.
    """
    columns = frozenset(unique.columns)
    fields = [field for field in model.fields if field.name in columns and is_written(field)]
    if len(fields) < len(columns):
        return None
    for constraint in model.constraints:
        other = parsed(constraint.definition)
        if isinstance(other, Unique) and other != unique and columns.issuperset(other.columns):
            return None
    first = sampler.values(model, columns)
    second = sampler.values(model, columns)
    for field in fields:
        end = ".id" if field.type == "many2one" else ""
        second[field.name] = Literal(f"first.{field.name}{end}")
    return first, second


def refused(model: Model, check: Check, sampler: Sampler) -> dict[str, object] | None:
    """Return the values of a record that violates only this constraint, None where none is known.

    Raises NoSampleError.
    """
    known = _limits(model)
    for comparison in check.comparisons:
        field = model.field(comparison.column)
        if field is None or not is_written(field) or field.type not in _NUMERIC:
            continue
        others = [one for one in known[field.name] if one not in check.comparisons]
        for value in comparison.near:
            if not comparison.holds(value) and all(other.holds(value) for other in others):
                names = frozenset(one.column for one in check.comparisons)
                return {**sampler.values(model, names), field.name: _typed(field, value)}
    return None


def _limits(model: Model) -> dict[str, list[Comparison]]:
    return limits({one.name: parsed(one.definition) for one in model.constraints})


def _fitting(digits: str, size: int) -> str:
    if len(digits) > size:
        raise NoSampleError("the records need more different texts than the size of a field allows")
    return "Sample"[: size - len(digits)] + digits


def _numeric(field: Field, number: int, demanded: list[Comparison]) -> int | float:
    steps = (number, -number, 0)
    near = [one.number + step for one in demanded for step in steps]
    for value in (float(number), *near):
        if all(one.holds(value) for one in demanded):
            return _typed(field, value)
    raise NoSampleError(f"no number is known that the constraints allow for the field {field.name}")


def _typed(field: Field, value: float) -> int | float:
    return int(value) if field.type == "integer" else value
