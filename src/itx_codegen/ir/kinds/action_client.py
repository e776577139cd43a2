"""An action of the web client."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...messages import Message, text
from ..node import Names
from ..record_node import RecordNode
from ..roles import ContextOn, DeclaresXmlId, ModelRef


class ActionClient(RecordNode):
    """Starts what JavaScript has registered under `tag`, about the records of `model`."""

    kind: ClassVar[str] = "action_client"
    record_model: ClassVar[str] = "ir.actions.client"
    label: ClassVar[Message] = text("Client action")
    collection: ClassVar[str] = "actions"
    named_by: ClassVar[str] = "xml_id"

    type: Literal["client"] = "client"
    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    tag: str
    target: Literal["current", "new", "fullscreen", "main"] = "current"
    model: Annotated[str, ModelRef()] = ""
    context: Annotated[str, ContextOn()] = ""
    path: str = ""
    binding_model: Annotated[str, ModelRef()] = ""
    binding_view_types: Names = ("list", "form")

    def normalized(self) -> ActionClient:
        context = self.context.strip()
        return self.model_copy(update={"context": "" if context == "{}" else context})
