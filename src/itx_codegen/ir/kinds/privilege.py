"""A privilege: what the settings of a user offer as one choice among groups."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...messages import Message, text
from ..node import Layer
from ..record_node import RecordNode
from ..roles import DeclaresXmlId, XmlIdRef


class Privilege(RecordNode):
    """Groups of one privilege are levels of each other. `category` heads it in the settings."""

    kind: ClassVar[str] = "privilege"
    record_model: ClassVar[str] = "res.groups.privilege"
    label: ClassVar[Message] = text("Privilege")
    layer: ClassVar[Layer] = Layer.STRUCTURE
    follows: ClassVar[frozenset[str]] = frozenset({"dependency"})
    collection: ClassVar[str] = "privileges"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    description: str = ""
    category: Annotated[str, XmlIdRef(("data",))] = ""
    sequence: int = 100
    placeholder: str = "No"
