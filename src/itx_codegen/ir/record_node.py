"""The base of kinds whose elements are each one record of Odoo."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field as PydanticField

from ..messages import Message, text
from .node import Node
from .record_values import Value
from .roles import RecordValues


class RecordNode(Node):
    """An element that is a record of the model `record_model`.

    `further`: field of that model → value, for what has no attribute. It wins over what attributes
    say of the same field, and is there in the exported module only.
    """

    record_model: ClassVar[str] = ""

    further: Annotated[dict[str, Value], RecordValues("record_model")] = PydanticField(
        default_factory=dict
    )

    def live_limits(self, parent: Node | None = None) -> dict[str, Message]:
        return {
            f"further.{name}": text(
                "It has no attribute of its own, and comes with the exported module only."
            )
            for name in self.further
        }
