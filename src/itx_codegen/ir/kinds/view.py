"""A view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from ...messages import Message, text
from ..naming import underscored
from ..node import Node, Source
from ..roles import ArchOn, DeclaresXmlId, ModelRef
from ..xml import canonical_arch


class View(Node):
    """A view of a model. `arch` is the XML as the person wrote it."""

    kind: ClassVar[str] = "view"
    label: ClassVar[Message] = text("View")
    follows: ClassVar[frozenset[str]] = frozenset({"action_window", "action_server"})
    collection: ClassVar[str] = "views"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()] = ""
    name: str = ""
    model: Annotated[str, ModelRef()]
    type: Literal["form", "list", "search", "kanban", "calendar", "pivot", "graph"]
    priority: int = 16
    arch: Annotated[Source, ArchOn()]

    def normalized(self) -> View:
        return self.model_copy(
            update={"name": self.name or self.xml_id, "arch": canonical_arch(self.arch)}
        )

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
        if not data.get("xml_id") and data.get("model") and data.get("type"):
            data = {**data, "xml_id": f"{underscored(str(data['model']))}_view_{data['type']}"}
        return data
