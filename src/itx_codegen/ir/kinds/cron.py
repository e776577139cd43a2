"""A scheduled action."""

from __future__ import annotations

from typing import ClassVar, Literal

from ..node import Node, Source
from .method import dedented


class Cron(Node):
    """Runs `code` on a model, or the `flow` of that name, every so often; just one of the two."""

    kind: ClassVar[str] = "cron"
    label: ClassVar[str] = "Scheduled action"
    collection: ClassVar[str] = "crons"
    named_by: ClassVar[str] = "xml_id"

    xml_id: str
    name: str
    model: str = ""
    code: Source = ""
    flow: str = ""
    interval_number: int = 1
    interval_type: Literal["minutes", "hours", "days", "weeks", "months"] = "days"
    priority: int = 5
    enabled: bool = True

    def normalized(self) -> Cron:
        return self.model_copy(update={"code": dedented(self.code) if self.code.strip() else ""})
