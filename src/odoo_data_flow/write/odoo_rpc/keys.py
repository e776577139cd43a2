"""What the keys of rows stand for: external ids, or ids of the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import polars as pl

from ...contract import convert
from ...messages import text
from .codecs import LARGEST, qualified
from .references import References


class Keys(Protocol):
    """The keys of one inlet."""

    def normalized(self, column: pl.Series) -> pl.Series:
        """The keys of a source column as text, equal ones alike; null where there is none."""
        ...

    def fault(self, key: str) -> str | None:
        """Why a text can't be a key, or None."""
        ...

    def look_up(self, keys: Iterable[str]) -> None:
        """Ask the server for keys that are not known yet."""
        ...

    def get(self, key: str) -> tuple[str, int] | None:
        """Model and id that a key stands for; an id below 0 is of a record that a dry run made."""
        ...

    def forget(self, keys: Iterable[str]) -> None:
        """Keys whose record is not there."""
        ...

    def absent(self, key: str) -> str:
        """Why a row of this key can't be written when it must not be created."""
        ...


class ExternalKeys:
    """External ids. `namespace`: of those without a dot."""

    def __init__(self, references: References, namespace: str) -> None:
        self._references = references
        self._namespace = namespace
        self.look_up = references.look_up
        self.get = references.get
        self.forget = references.forget

    def normalized(self, column: pl.Series) -> pl.Series:
        """See Keys."""
        return qualified(column, self._namespace)

    def fault(self, key: str) -> str | None:
        """See Keys."""
        return text("The key holds a space; an external ID must not.") if " " in key else None

    def absent(self, key: str) -> str:
        """See Keys."""
        return text(
            "There is no record with the external ID %(key)s, and none may be created.",
            key=repr(key),
        )


class DatabaseKeys:
    """Ids of one model."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._gone: set[str] = set()

    def normalized(self, column: pl.Series) -> pl.Series:
        """See Keys."""
        text = convert(column, "str").str.strip_chars().replace({"": None})
        number = convert(text, "int").cast(pl.String())
        keys: pl.Series = number.fill_null(text)
        return keys

    def fault(self, key: str) -> str | None:
        """See Keys."""
        if key.isdecimal() and 0 < int(key) <= LARGEST:
            return None
        return text("%(key)s is no id of a record.", key=repr(key))

    def look_up(self, keys: Iterable[str]) -> None:
        """See Keys. Whether they are there shows when their records are read."""

    def get(self, key: str) -> tuple[str, int] | None:
        """See Keys."""
        return None if key in self._gone else (self._model, int(key))

    def forget(self, keys: Iterable[str]) -> None:
        """See Keys."""
        self._gone.update(keys)

    def absent(self, key: str) -> str:
        """See Keys."""
        return text(
            "There is no record of %(model)s with the id %(key)s.", model=self._model, key=key
        )
