"""Fields of a model, and their values as columns."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ..connect import UnknownField
from ..messages import text
from .model import Model

_ATTRIBUTES = (
    "type",
    "string",
    "required",
    "readonly",
    "depends",
    "related",
    "relation",
    "relation_field",
    "selection",
    "digits",
    "size",
    "currency_field",
    "sanitize",
    "store",
)
MANY = ("one2many", "many2many")
_DTYPES: dict[str, pl.DataType] = {
    "boolean": pl.Boolean(),
    "integer": pl.Int64(),
    "many2one_reference": pl.Int64(),
    "float": pl.Float64(),
    "monetary": pl.Float64(),
    "date": pl.Date(),
    "datetime": pl.Datetime("us"),
    "many2one": pl.Int64(),
    "one2many": pl.List(pl.Int64()),
    "many2many": pl.List(pl.Int64()),
}
_JSON = ("json", "properties", "properties_definition", "serialized")


@dataclass(frozen=True)
class Field:
    """One field as `fields_get` describes it. `digits`: decimals; `selection`: value → label."""

    name: str
    type: str
    label: str
    required: bool = False
    computed: bool = False
    relation: str | None = None
    inverse: str | None = None
    selection: Mapping[str, str] | None = None
    digits: int | None = None
    size: int | None = None
    currency: str | None = None
    sanitized: bool = False

    @property
    def dtype(self) -> pl.DataType:
        """The type of its column: text for all that has no better one, ids for relations."""
        return _DTYPES.get(self.type, pl.String())

    def column(self, values: Sequence[Any]) -> pl.Series:
        """Values as the server gives them (many2one: id, or pair) as a column; not set is null.

        Numbers and booleans are always set in Odoo.
        """
        if self.type in ("date", "datetime"):
            texts = pl.Series(self.name, [value or None for value in values], dtype=pl.String())
            if self.type == "date":
                return texts.str.to_date("%Y-%m-%d")
            return texts.str.slice(0, 19).str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us")
        plain: list[Any]
        if self.type == "boolean":
            plain = [bool(value) for value in values]
        elif self.type in ("integer", "float", "monetary"):
            plain = [value or 0 for value in values]
        elif self.type == "many2one":
            plain = [(value[0] if isinstance(value, list) else value) or None for value in values]
        elif self.type in _JSON:
            plain = [json.dumps(value, sort_keys=True) if value else None for value in values]
        else:
            plain = [None if value is False else value for value in values]
        return pl.Series(self.name, plain, dtype=self.dtype, strict=False)


def fields_of(model: Model, names: Sequence[str]) -> dict[str, Field]:
    """Name → field. Raises UnknownField for the first that is not there, and ConnectError."""
    found = model.fields_get(names, _ATTRIBUTES)
    for name in names:
        if name not in found:
            raise UnknownField(
                f"{model.name}.{name}",
                text(
                    "the model %(model)s has no field %(field)s, or the user may not see it.",
                    model=model.name,
                    field=repr(name),
                ),
                text(
                    "Correct the name, install the module that has it, or check the user's rights."
                ),
            )
    return {name: _field(name, found[name]) for name in names}


def _field(name: str, description: Mapping[str, Any]) -> Field:
    digits = description.get("digits")
    selection = description.get("selection")
    return Field(
        name=name,
        type=description["type"],
        label=str(description.get("string") or name),
        required=bool(description.get("required")),
        # Without an inverse, what is computed can't be written: Odoo says so by "readonly".
        computed=bool(description.get("readonly") and description.get("depends")),
        relation=description.get("relation"),
        inverse=description.get("relation_field"),
        selection=dict(selection) if selection is not None else None,
        digits=digits[1] if digits else None,
        size=description.get("size") or None,
        currency=description.get("currency_field"),
        # Older versions clean all HTML, and don't say so.
        sanitized=bool(description.get("sanitize", description["type"] == "html")),
    )
