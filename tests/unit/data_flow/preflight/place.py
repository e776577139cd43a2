"""An Odoo that knows what a test gives it, and flows between two of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from odoo_data_flow.errors import FlowError
from odoo_data_flow.flow import parse_flow
from odoo_data_flow.preflight import Inquiry
from odoo_data_flow.run import FolderHost


def described(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "string": "Label", **more}


@dataclass
class Place:
    """See Side."""

    name: str
    models: dict[str, dict[str, Any]] = field(default_factory=dict)
    forbidden: set[tuple[str, str]] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    active: set[str] = field(default_factory=lambda: {"en_US"})
    installed: dict[str, str] | None = field(default_factory=lambda: {"base": "1.3"})
    makers: dict[str, list[str]] = field(default_factory=dict)
    series: str = "19.0"

    def version(self) -> str:
        return self.series

    def fields(self, model: str) -> Mapping[str, Any] | None:
        return self.models.get(model)

    def may(self, model: str, operation: str) -> bool:
        return (model, operation) not in self.forbidden

    def unfilled(self, model: str, fields: Collection[str]) -> list[str]:
        return [name for name in fields if name not in self.filled]

    def languages(self) -> set[str]:
        return self.active

    def modules(self) -> Mapping[str, str] | None:
        return self.installed

    def modules_of(self, model: str) -> Iterable[str]:
        return self.makers.get(model, [])


class Host(FolderHost):
    """Has connections; an error is raised."""

    def __init__(self, folder: Path, connections: Mapping[str, Any]) -> None:
        super().__init__(folder)
        self._connections = connections

    def connection(self, name: str) -> Any:
        found = self._connections.get(name, FlowError("", f"there is no connection {name}."))
        if isinstance(found, FlowError):
            raise found
        return found


def inquiry(
    folder: Path,
    steps: list[dict[str, Any]],
    here: Place | None = None,
    there: Place | None = None,
    connections: Mapping[str, Any] | None = None,
    unsafe: bool = False,
) -> Inquiry:
    """`here`: where the flow runs; `there`: behind the connection `old`."""
    scripts = [{"name": "tidy", "code": "def transform(df, ctx):\n    return df\n"}]
    used = any(step["type"] == "transform" for step in steps)
    document = {"name": "checked", "steps": steps, "scripts": scripts if used else []}
    made = Inquiry(parse_flow(document), Host(folder, connections or {}), here, unsafe)
    if there:
        plain = made.side
        made.side = lambda name: there if name == "old" else plain(name)  # type: ignore[method-assign]
    return made


def read(*fields: str, **options: Any) -> dict[str, Any]:
    """Reads partners from the other Odoo."""
    return {
        "name": "read",
        "type": "read",
        "format": "odoo",
        "connection": "old",
        "options": {"model": "res.partner", "fields": list(fields), **options},
    }


def read_file(**columns: str) -> dict[str, Any]:
    return {"name": "read", "type": "read", "format": "csv", "path": "a.csv", "columns": columns}


def write(mapping: dict[str, str], **more: Any) -> dict[str, Any]:
    """Writes partners here."""
    return {
        "name": "write",
        "type": "write",
        "model": "res.partner",
        "key": "id",
        "mapping": mapping,
        **more,
    }


TIDY = {"name": "tidy", "type": "transform", "script": "tidy"}
