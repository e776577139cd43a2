"""A view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from ...messages import Message, text
from ..naming import shortened, underscored
from ..node import Names, Source
from ..record_node import RecordNode
from ..roles import ArchOn, DeclaresXmlId, ModelRef, XmlIdRef
from ..xml import canonical_arch


class View(RecordNode):
    """A view of a model. `arch` is the XML as the person wrote it.

    With `inherit_id` it changes the view of that XML id, whose type it has: `arch` then holds what
    is changed (`xpath`, or elements with a `position`). In the mode *primary* the view of that XML
    id stays, and this one is a view beside it. `enabled` is Odoo's `active`.
    """

    kind: ClassVar[str] = "view"
    record_model: ClassVar[str] = "ir.ui.view"
    label: ClassVar[Message] = text("View")
    follows: ClassVar[frozenset[str]] = frozenset(
        {"action_client", "action_server", "action_url", "action_window", "report"}
    )
    collection: ClassVar[str] = "views"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()] = ""
    name: str = ""
    model: Annotated[str, ModelRef()]
    type: Literal[
        "",
        "form",
        "list",
        "search",
        "kanban",
        "calendar",
        "pivot",
        "graph",
        "activity",
        "qweb",
    ] = ""
    inherit_id: Annotated[str, XmlIdRef(("view",))] = ""
    mode: Literal["", "primary", "extension"] = ""
    priority: int = 16
    groups: Annotated[Names, XmlIdRef(("group",))] = ()
    enabled: bool = True
    arch: Annotated[Source, ArchOn()]

    def required_modules(self) -> frozenset[str]:
        return frozenset({"mail"}) if self.type == "activity" else frozenset()

    def normalized(self) -> View:
        return self.model_copy(
            update={
                "name": self.name or self.xml_id,
                "type": "" if self.inherit_id else self.type,
                "mode": self.effective_mode,
                "groups": tuple(sorted(self.groups)),
                "arch": canonical_arch(self.arch),
            }
        )

    @property
    def effective_mode(self) -> Literal["primary", "extension"]:
        """Odoo's rule: what inherits extends unless it is said otherwise."""
        if self.mode:
            return self.mode
        return "extension" if self.inherit_id else "primary"

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
        if data.get("xml_id"):
            return data
        if data.get("inherit_id"):
            return {**data, "xml_id": f"{shortened(str(data['inherit_id']))}_inherit"}
        if data.get("model") and data.get("type"):
            return {**data, "xml_id": f"{underscored(str(data['model']))}_view_{data['type']}"}
        return data
