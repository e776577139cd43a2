"""How the rows of a step are written to a model, beyond what goes where."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, JsonValue

from ..options import Options


class UpsertOptions(Options):
    """The `options` of a write step with a `model`.

    `by`: what the key column holds: external ids (`id`), or ids of the database (`.id`), which
    stand only for records that are there. `create`: whether rows may become new records. `context`:
    goes with every call. `group_by`: many2one fields whose records no two threads may touch at the
    same time.
    """

    by: Literal["id", ".id"] = "id"
    create: bool = True
    context: dict[str, JsonValue] = Field(default_factory=dict)
    group_by: tuple[str, ...] = ()

    @property
    def creates(self) -> bool:
        """Whether a row may become a new record."""
        return self.create and self.by == "id"


#: Without options.
PLAIN = UpsertOptions()
