"""What the checks ask of an Odoo, the one where a flow runs or one behind a connection."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

Described = Mapping[str, Any]


class Side(Protocol):
    """An Odoo, as its user sees it. Its methods raise FlowError if it does not answer."""

    #: How people know it.
    name: str

    def version(self) -> str:
        """Its series, like 19.0."""
        ...

    def fields(self, model: str) -> Mapping[str, Described] | None:
        """Name → description (as of `fields_get`) of a model's fields; None: no such model."""
        ...

    def may(self, model: str, operation: str) -> bool:
        """Whether the user may read, write or create records of a model that is there."""
        ...

    def unfilled(self, model: str, fields: Collection[str]) -> list[str]:
        """Those of the fields that Odoo does not fill by itself in a new record."""
        ...

    def languages(self) -> set[str]:
        """The codes of the languages that are active."""
        ...

    def modules(self) -> Mapping[str, str] | None:
        """Installed module → version; None if the user may not know."""
        ...

    def modules_of(self, model: str) -> Iterable[str]:
        """The modules that make a model what it is; none if the user may not know."""
        ...
