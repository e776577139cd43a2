"""A scheduled action."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...messages import Message, text
from ...source import normal_code
from ..node import Source
from ..record_node import RecordNode
from ..roles import DeclaresXmlId, FlowRef, ModelRef, PythonOn, XmlIdRef


class Cron(RecordNode):
    """Runs `code` on a model, or the `flow` of that name, every so often; just one of the two.

    `user` is the XML id of the user whose rights it has; without one it is who makes the record.
    When it runs next is left to people.
    """

    kind: ClassVar[str] = "cron"
    record_model: ClassVar[str] = "ir.cron"
    label: ClassVar[Message] = text("Scheduled action")
    follows: ClassVar[frozenset[str]] = frozenset({"flow_step"})
    collection: ClassVar[str] = "crons"
    named_by: ClassVar[str] = "xml_id"

    xml_id: Annotated[str, DeclaresXmlId()]
    name: str
    model: Annotated[str, ModelRef()] = ""
    code: Annotated[Source, PythonOn()] = ""
    flow: Annotated[str, FlowRef()] = ""
    interval_number: int = 1
    interval_type: Literal["minutes", "hours", "days", "weeks", "months"] = "days"
    priority: int = 5
    user: Annotated[str, XmlIdRef()] = ""
    enabled: bool = True

    def normalized(self) -> Cron:
        return self.model_copy(update={"code": normal_code(self.code) if self.code.strip() else ""})
