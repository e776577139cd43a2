"""An access right: what a group may do with a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from ..node import Node
from ..text import shortened, underscored


class Access(Node):
    """One row of `ir.model.access`. An empty `group` grants everyone, portal and public included."""

    kind: ClassVar[str] = "access"
    label: ClassVar[str] = "Access right"
    collection: ClassVar[str] = "access"
    named_by: ClassVar[str] = "xml_id"

    xml_id: str = ""
    name: str = ""
    model: str
    group: str = ""
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
