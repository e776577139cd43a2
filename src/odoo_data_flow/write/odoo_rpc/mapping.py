"""What a mapping says: which field, named by what, and what becomes of a list that is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...errors import FlowError
from ...messages import text

Mode = Literal["set", "add", "remove"]
_MODES: dict[str, Mode] = {"+": "add", "-": "remove"}

#: A record is named by its external id, or by its id in the database.
EXTERNAL, DATABASE = "id", ".id"


@dataclass(frozen=True)
class Target:
    """Where a column goes. `by`: what names related records: `id`, `.id` or one of their fields."""

    field: str
    column: str
    by: str = EXTERNAL
    mode: Mode = "set"

    @property
    def path(self) -> str:
        """How errors name it."""
        return f"mapping.{self.field}"


def parse_mapping(mapping: Mapping[str, str]) -> list[Target]:
    """The targets of a mapping.

    Its keys: `field`, or `field/id` (external ids, the default), `field/.id` (ids), `field/code`
    (a field of the related record that names it); a `+` behind it adds to a list, a `-` takes away
    from it. Raises FlowError (path `mapping.…`).
    """
    targets: dict[str, Target] = {}
    for target, column in mapping.items():
        mode = _MODES.get(target[-1:], "set")
        path = target if mode == "set" else target[:-1]
        field, slash, by = path.partition("/")
        if not field or (slash and not by) or "/" in by:
            raise FlowError(
                f"mapping.{target}",
                text("is no field; write it like country_id or country_id/code."),
            )
        if field in targets:
            raise FlowError(
                f"mapping.{target}",
                text("the field %(field)s is filled twice; keep one.", field=field),
            )
        targets[field] = Target(field, column, by or EXTERNAL, mode)
    return list(targets.values())
