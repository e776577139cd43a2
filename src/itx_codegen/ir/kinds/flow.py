"""A data flow."""

from __future__ import annotations

from typing import ClassVar, Literal

from ...messages import Message, text
from ..node import Node
from .flow_step import FlowStep

#: As many rows as there are may be quarantined.
NO_LIMIT = -1


class Flow(Node):
    """Ordered steps that move data: sources, transform scripts, destinations.

    `mode`: each run reads everything, or (delta) only what has changed since the last one.
    `max_rejects`: a run stops when more rows than that are quarantined; -1: it goes on.
    `without_tracking`: records are written without messages of what changed and to whom it matters;
    `without_checks`: without expensive checks that their data don't need to be consistent.
    `keep_days`: runs that ended longer ago are deleted; 0: they are kept.
    """

    kind: ClassVar[str] = "flow"
    label: ClassVar[Message] = text("Data flow")
    follows: ClassVar[frozenset[str]] = frozenset({"script"})
    collection: ClassVar[str] = "flows"

    name: str
    title: str = ""
    description: str = ""
    mode: Literal["full", "delta"] = "full"
    max_rejects: int = NO_LIMIT
    without_tracking: bool = True
    without_checks: bool = False
    keep_days: int = 90
    steps: tuple[FlowStep, ...] = ()

    def reads_here(self, model: str) -> bool:
        """Tell whether a step reads records of a model from the database that the flow runs in."""
        return any(step.model_read_here == model for step in self.steps) if model else False

    def normalized(self) -> Flow:
        return self.model_copy(update={"title": self.title or self.name})
