"""An action that opens an address."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...messages import Message, text
from ..node import Names
from ..record_node import RecordNode
from ..roles import DeclaresXmlId, ModelRef


class ActionUrl(RecordNode):
    """Opens `url`: in a window of its own, in this one (`self`), or as a file to keep.

    `binding_model` names the model in whose *Action* menu it appears.
    """

    kind: ClassVar[str] = "action_url"
    record_model: ClassVar[str] = "ir.actions.act_url"
    label: ClassVar[Message] = text("Address action")
    collection: ClassVar[str] = "actions"
    named_by: ClassVar[str] = "xml_id"

    type: Literal["url"] = "url"
    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    url: str
    target: Literal["new", "self", "download"] = "new"
    path: str = ""
    binding_model: Annotated[str, ModelRef()] = ""
    binding_view_types: Names = ("list", "form")
