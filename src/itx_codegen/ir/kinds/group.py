"""A group of users."""

from __future__ import annotations

from typing import ClassVar

from ..node import Names, Node


class Group(Node):
    """`implied` lists the XML ids of the groups that its members get with it."""

    kind: ClassVar[str] = "group"
    label: ClassVar[str] = "Group"
    collection: ClassVar[str] = "groups"
    named_by: ClassVar[str] = "xml_id"

    xml_id: str
    name: str
    comment: str = ""
    implied: Names = ()

    def normalized(self) -> Group:
        return self.model_copy(update={"implied": tuple(sorted(self.implied))})
