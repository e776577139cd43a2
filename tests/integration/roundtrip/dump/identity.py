"""Names for records that mean the same in two databases: XML ids instead of numbers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple


class XmlId(NamedTuple):
    """A row of ``ir_model_data``."""

    module: str
    name: str
    model: str
    res_id: int
    noupdate: bool

    @property
    def full(self) -> str:
        return f"{self.module}.{self.name}"


class Identities:
    """All XML ids of a database, read once."""

    def __init__(self, env: Any) -> None:
        env.cr.execute(
            "SELECT module, name, model, res_id, noupdate FROM ir_model_data ORDER BY module, name"
        )
        self.all = [XmlId(*row) for row in env.cr.fetchall()]
        self._names: dict[tuple[str, int], list[str]] = defaultdict(list)
        for row in self.all:
            self._names[row.model, row.res_id].append(row.full)
        self._actions = {
            row.res_id: row.full for row in self.all if row.model.startswith("ir.actions.")
        }

    def of_module(self, module: str) -> Iterable[XmlId]:
        return (row for row in self.all if row.module == module)

    def name(self, model: str, res_id: int) -> str | None:
        """The first of a record's XML ids, or nothing if it has none."""
        names = self._names.get((model, res_id))
        return names[0] if names else None

    def action(self, res_id: int) -> str | None:
        """The XML id of an action of whatever type: all types share their numbers."""
        return self._actions.get(res_id)
