"""A window action."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field as PydanticField

from ...messages import Message, text
from ..node import Names
from ..record_node import RecordNode
from ..roles import ContextOn, DeclaresXmlId, DomainOn, ModelRef, XmlIdRef


class ActionWindow(RecordNode):
    """Opens the records of a model.

    `view_mode` says which types of views, in their order; `views` names the view for some of them
    (type → XML id), `view_id` the one for the first. `res_id` is the XML id of the one record that
    it opens. `binding_model` names the model in whose *Action* menu it appears, on views of the
    types `binding_view_types`.
    """

    kind: ClassVar[str] = "action_window"
    record_model: ClassVar[str] = "ir.actions.act_window"
    label: ClassVar[Message] = text("Window action")
    collection: ClassVar[str] = "actions"
    named_by: ClassVar[str] = "xml_id"

    type: Literal["window"] = "window"
    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    model: Annotated[str, ModelRef()]
    view_mode: Names = ("list", "form")
    view_id: Annotated[str, XmlIdRef(("view",))] = ""
    views: Annotated[dict[str, str], XmlIdRef(("view",))] = PydanticField(default_factory=dict)
    search_view_id: Annotated[str, XmlIdRef(("view",))] = ""
    domain: Annotated[str, DomainOn()] = ""
    context: Annotated[str, ContextOn()] = ""
    limit: int = 80
    target: Literal["current", "new", "fullscreen", "main"] = "current"
    path: str = ""
    res_id: Annotated[str, XmlIdRef()] = ""
    usage: str = ""
    mobile_view_mode: str = "kanban"
    cache: bool = True
    groups: Annotated[Names, XmlIdRef(("group",))] = ()
    binding_model: Annotated[str, ModelRef()] = ""
    binding_view_types: Names = ("list", "form")
    help: str = ""

    def normalized(self) -> ActionWindow:
        domain, context = self.domain.strip(), self.context.strip()
        return self.model_copy(
            update={
                "domain": "" if domain == "[]" else domain,
                "context": "" if context == "{}" else context,
                "groups": tuple(sorted(self.groups)),
            }
        )
