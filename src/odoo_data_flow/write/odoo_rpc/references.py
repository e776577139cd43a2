"""What the names in a source stand for on the server, asked for once in a run."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from functools import partial
from typing import Any

import polars as pl

from ...client import D, Odoo
from ...client.external_ids import resolve, slices


class References:
    """External ids and other names → ids. Knows what the run itself has created."""

    def __init__(self, odoo: Odoo, pool: Executor, patiently: Callable[[Callable[[], Any]], Any]):
        self._odoo = odoo
        self._pool = pool
        self._patiently = patiently
        self._external: dict[str, tuple[str, int]] = {}
        self._named: dict[tuple[str, str], dict[Any, int | None]] = {}
        self._lock = threading.Lock()

    def look_up(self, names: Iterable[str]) -> None:
        """Ask the server for external ids that are not known yet."""
        unknown = sorted(name for name in set(names) if name not in self._external)
        for found in self._pool.map(self.ask, slices(unknown)):
            self._external.update(found)

    def ask(self, names: list[str]) -> dict[str, tuple[str, int]]:
        """What the server knows of external ids just now: name → (model, id)."""
        found: dict[str, tuple[str, int]] = self._patiently(lambda: resolve(self._odoo, names))
        return found

    def get(self, name: str) -> tuple[str, int] | None:
        """Model and id that a name stands for, if it was looked up or created and is there."""
        return self._external.get(name)

    def ids(self, model: str) -> dict[str, int]:
        """All known external ids of a model."""
        return {name: known[1] for name, known in self._external.items() if known[0] == model}

    def add(self, model: str, created: dict[str, int]) -> None:
        """Note what the run has created: external id → id."""
        with self._lock:
            self._external.update({name: (model, number) for name, number in created.items()})

    def forget(self, names: Iterable[str]) -> None:
        """Names whose record is gone."""
        with self._lock:
            for name in names:
                self._external.pop(name, None)

    def named(self, model: str, field: str, values: pl.Series) -> dict[Any, int | None]:
        """Value of a field → id of the one record that has it; None if several have it.

        What no record has is missing. Archived records count.
        """
        known = self._named.setdefault((model, field), {})
        unknown = [value for value in values if value not in known]
        for part in slices(unknown):
            records = self._odoo[model].with_archived()
            rows = self._patiently(
                partial(records.search_read, D(field).in_(part), [field], names=False)
            )
            for row in rows:
                value = row[field]
                known[value] = None if value in known else row["id"]
        return known
