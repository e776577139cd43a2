"""A server action."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...messages import Message, text
from ...source import normal_code
from ..node import Names, Node, Source
from ..roles import DeclaresXmlId, FlowRef, ModelRef, PythonOn, XmlIdRef


class ActionServer(Node):
    """Runs `code` on a model, or starts the `flow` of that name; just one of the two.

    `binding_model` names the model in whose *Action* menu it appears.
    """

    kind: ClassVar[str] = "action_server"
    label: ClassVar[Message] = text("Server action")
    follows: ClassVar[frozenset[str]] = frozenset({"flow_step"})
    collection: ClassVar[str] = "actions"
    named_by: ClassVar[str] = "xml_id"

    type: Literal["server"] = "server"
    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    model: Annotated[str, ModelRef()] = ""
    code: Annotated[Source, PythonOn()] = ""
    flow: Annotated[str, FlowRef()] = ""
    binding_model: Annotated[str, ModelRef()] = ""
    groups: Annotated[Names, XmlIdRef(("group",))] = ()

    def normalized(self) -> ActionServer:
        return self.model_copy(
            update={
                "code": normal_code(self.code) if self.code.strip() else "",
                "groups": tuple(sorted(self.groups)),
            }
        )
