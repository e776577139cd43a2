"""A window action."""

from __future__ import annotations

from typing import ClassVar, Literal

from ..node import Names, Node


class ActionWindow(Node):
    """Opens the records of a model."""

    kind: ClassVar[str] = "action_window"
    label: ClassVar[str] = "Window action"
    collection: ClassVar[str] = "actions"
    named_by: ClassVar[str] = "xml_id"

    type: Literal["window"] = "window"
    xml_id: str
    name: str
    model: str
    view_mode: Names = ("list", "form")
    domain: str = ""
    context: str = ""
    limit: int = 80
    help: str = ""

    def normalized(self) -> ActionWindow:
        domain, context = self.domain.strip(), self.context.strip()
        return self.model_copy(
            update={
                "domain": "" if domain == "[]" else domain,
                "context": "" if context == "{}" else context,
            }
        )
