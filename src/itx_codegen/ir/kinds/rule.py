"""A record rule: which records of a model a group may reach."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...messages import Message, text
from ..node import Names
from ..record_node import RecordNode
from ..roles import DeclaresXmlId, DomainOn, ModelRef, XmlIdRef


class Rule(RecordNode):
    """A domain on the records of a model. Without `groups` it binds everyone."""

    kind: ClassVar[str] = "rule"
    record_model: ClassVar[str] = "ir.rule"
    label: ClassVar[Message] = text("Record rule")
    collection: ClassVar[str] = "rules"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    model: Annotated[str, ModelRef()]
    domain: Annotated[str, DomainOn()]
    groups: Annotated[Names, XmlIdRef(("group",))] = ()
    perm_read: bool = True
    perm_write: bool = True
    perm_create: bool = True
    perm_unlink: bool = True

    def normalized(self) -> Rule:
        return self.model_copy(
            update={"domain": self.domain.strip(), "groups": tuple(sorted(self.groups))}
        )
