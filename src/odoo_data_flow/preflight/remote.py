"""An Odoo behind a connection."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..client import D, Odoo
from ..connect import AccessError, UnknownModel
from .side import Described

_ATTRIBUTES = (
    "type",
    "string",
    "required",
    "readonly",
    "depends",
    "related",
    "relation",
    "selection",
    "translate",
)


class RemoteSide:
    """See Side. Asks everything once."""

    def __init__(self, name: str, odoo: Odoo) -> None:
        self.name = name
        self._odoo = odoo
        self._fields: dict[str, Mapping[str, Described] | None] = {}

    def version(self) -> str:
        """See Side."""
        return f"{self._odoo.version.major}.{self._odoo.version.minor}"

    def fields(self, model: str) -> Mapping[str, Described] | None:
        """See Side."""
        if model not in self._fields:
            try:
                self._fields[model] = self._odoo[model].fields_get((), _ATTRIBUTES)
            except UnknownModel:
                self._fields[model] = None
        return self._fields[model]

    def may(self, model: str, operation: str) -> bool:
        """See Side."""
        return self._odoo[model].may(operation)

    def unfilled(self, model: str, fields: Collection[str]) -> list[str]:
        """See Side."""
        filled: dict[str, Any] = self._odoo[model].call(
            "default_get", fields=list(fields), repeatable=True
        )
        return [name for name in fields if filled.get(name) in (None, False, "", [])]

    def languages(self) -> set[str]:
        """See Side."""
        rows = self._odoo["res.lang"].search_read(D("active") == True, ["code"])  # noqa: E712
        return {str(row["code"]) for row in rows}

    def modules(self) -> Mapping[str, str] | None:
        """See Side."""
        try:
            rows = self._odoo["ir.module.module"].search_read(
                D("state") == "installed", ["name", "latest_version"]
            )
        except AccessError:
            return None
        return {str(row["name"]): str(row["latest_version"] or "") for row in rows}

    def modules_of(self, model: str) -> Iterable[str]:
        """See Side."""
        try:
            rows = self._odoo["ir.model"].search_read(D("model") == model, ["modules"])
        except AccessError:
            return ()
        return [name for row in rows for name in str(row["modules"] or "").split(", ") if name]
