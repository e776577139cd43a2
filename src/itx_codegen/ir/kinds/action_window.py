"""A window action."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...messages import Message, text
from ..node import Names, Node
from ..roles import ContextOn, DeclaresXmlId, DomainOn, ModelRef


class ActionWindow(Node):
    """Opens the records of a model."""

    kind: ClassVar[str] = "action_window"
    label: ClassVar[Message] = text("Window action")
    collection: ClassVar[str] = "actions"
    named_by: ClassVar[str] = "xml_id"

    type: Literal["window"] = "window"
    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    model: Annotated[str, ModelRef()]
    view_mode: Names = ("list", "form")
    domain: Annotated[str, DomainOn()] = ""
    context: Annotated[str, ContextOn()] = ""
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
