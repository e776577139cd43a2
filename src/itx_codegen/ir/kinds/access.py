"""An access right: what a group may do with a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from ...messages import Message, text
from ..naming import shortened, underscored
from ..record_node import RecordNode
from ..roles import DeclaresXmlId, ModelRef, XmlIdRef


class Access(RecordNode):
    """One row of `ir.model.access`. An empty `group` grants everyone, the public included."""

    kind: ClassVar[str] = "access"
    record_model: ClassVar[str] = "ir.model.access"
    label: ClassVar[Message] = text("Access right")
    collection: ClassVar[str] = "access"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()] = ""
    name: str = ""
    model: Annotated[str, ModelRef()]
    group: Annotated[str, XmlIdRef(("group",))] = ""
    perm_read: bool = False
    perm_write: bool = False
    perm_create: bool = False
    perm_unlink: bool = False

    def normalized(self) -> Access:
        return self.model_copy(update={"name": self.name or self.xml_id})

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
        if not data.get("xml_id") and data.get("model"):
            audience = shortened(str(data.get("group") or "everyone"))
            data = {**data, "xml_id": f"access_{underscored(str(data['model']))}_{audience}"}
        return data
