"""A group of users."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...messages import Message, text
from ..node import Layer, Names
from ..record_node import RecordNode
from ..roles import DeclaresXmlId, XmlIdRef


class Group(RecordNode):
    """`implied` lists the XML ids of the groups that its members get with it.

    `privilege` is the XML id of the privilege that it is a level of. `users` are put into the group
    (`base.user_admin`); people may put in others, and take them out again.
    """

    kind: ClassVar[str] = "group"
    record_model: ClassVar[str] = "res.groups"
    label: ClassVar[Message] = text("Group")
    layer: ClassVar[Layer] = Layer.STRUCTURE
    follows: ClassVar[frozenset[str]] = frozenset({"dependency", "privilege"})
    collection: ClassVar[str] = "groups"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    comment: str = ""
    privilege: Annotated[str, XmlIdRef(("privilege",))] = ""
    sequence: int = 0
    implied: Annotated[Names, XmlIdRef(("group",))] = ()
    users: Annotated[Names, XmlIdRef(("data",))] = ()
    share: bool = False

    def normalized(self) -> Group:
        return self.model_copy(
            update={"implied": tuple(sorted(self.implied)), "users": tuple(sorted(self.users))}
        )
