"""A group of users."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...messages import Message, text
from ..node import Layer, Names, Node
from ..roles import DeclaresXmlId, XmlIdRef


class Group(Node):
    """`implied` lists the XML ids of the groups that its members get with it."""

    kind: ClassVar[str] = "group"
    label: ClassVar[Message] = text("Group")
    layer: ClassVar[Layer] = Layer.STRUCTURE
    follows: ClassVar[frozenset[str]] = frozenset({"dependency"})
    collection: ClassVar[str] = "groups"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    comment: str = ""
    implied: Annotated[Names, XmlIdRef(("group",))] = ()

    def normalized(self) -> Group:
        return self.model_copy(update={"implied": tuple(sorted(self.implied))})
