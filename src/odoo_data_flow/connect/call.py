"""One call of a method of a model, in no protocol yet, and values as the wire takes them."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Call:
    """`ids`: the records that the method works on; None for a method of the model itself."""

    model: str
    method: str
    ids: Sequence[int] | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict, repr=False)
    context: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.model}.{self.method}"


def plain(value: Any) -> Any:
    """A value of Python that JSON has no form for, as Odoo reads it. Raises TypeError.

    Dates and times as text, times in UTC; decimals as numbers; bytes in base 64, like the content
    of binary fields.
    """
    if isinstance(value, datetime):
        if value.tzinfo:
            value = value.astimezone(timezone.utc).replace(tzinfo=None)
        return value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no form that Odoo reads")
