"""A record rule: which records of a model a group may reach."""

from __future__ import annotations

from typing import ClassVar

from ..node import Names, Node


class Rule(Node):
    """A domain on the records of a model. Without `groups` it binds everyone."""

    kind: ClassVar[str] = "rule"
    label: ClassVar[str] = "Record rule"
    collection: ClassVar[str] = "rules"
    named_by: ClassVar[str] = "xml_id"

    xml_id: str
    name: str
    model: str
    domain: str
    groups: Names = ()
    perm_read: bool = True
    perm_write: bool = True
    perm_create: bool = True
    perm_unlink: bool = True

    def normalized(self) -> Rule:
        return self.model_copy(
            update={"domain": self.domain.strip(), "groups": tuple(sorted(self.groups))}
        )
