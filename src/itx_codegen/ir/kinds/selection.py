"""One option of a selection field."""

from __future__ import annotations

from typing import ClassVar

from ...messages import Message, text
from ..node import Impact, Layer, Node


class Selection(Node):
    """The stored `value` and the `name` that people read. The order is that of the list."""

    kind: ClassVar[str] = "selection"
    label: ClassVar[Message] = text("Selection option")
    within: ClassVar[bool] = True
    layer: ClassVar[Layer] = Layer.STRUCTURE
    follows: ClassVar[frozenset[str]] = frozenset({"field"})
    named_by: ClassVar[str] = "value"
    ordered: ClassVar[bool] = True
    removed: ClassVar[Impact] = Impact.DATA_DEPENDENT

    value: str
    name: str
