"""What one sort of change gives: a script, and what it can't do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..plan.project import Limit


class Script(NamedTuple):
    """A file below `migrations/<version>`, made of a template and tables of facts."""

    phase: str
    name: str
    template: str
    facts: Mapping[str, object]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do for it."""
        return not any(self.facts.values())


class Found(NamedTuple):
    """The scripts for one sort of change, and the limits of what they do."""

    scripts: tuple[Script, ...]
    limits: tuple[Limit, ...] = ()
