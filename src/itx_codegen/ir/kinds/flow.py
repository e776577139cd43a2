"""A data flow."""

from __future__ import annotations

from typing import ClassVar

from ...messages import Message, text
from ..node import Node
from .flow_step import FlowStep


class Flow(Node):
    """Ordered steps that move data: sources, transform scripts, destinations."""

    kind: ClassVar[str] = "flow"
    label: ClassVar[Message] = text("Data flow")
    follows: ClassVar[frozenset[str]] = frozenset({"script"})
    collection: ClassVar[str] = "flows"

    name: str
    title: str = ""
    description: str = ""
    steps: tuple[FlowStep, ...] = ()

    def normalized(self) -> Flow:
        return self.model_copy(update={"title": self.title or self.name})
