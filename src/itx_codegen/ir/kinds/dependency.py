"""A module that must be installed first."""

from __future__ import annotations

from typing import ClassVar

from ...messages import Message, text
from ..node import Layer, Node


class Dependency(Node):
    """One name in the manifest's `depends`. May be written as a bare string."""

    kind: ClassVar[str] = "dependency"
    label: ClassVar[Message] = text("Dependency")
    layer: ClassVar[Layer] = Layer.STRUCTURE
    ordered: ClassVar[bool] = False

    name: str
