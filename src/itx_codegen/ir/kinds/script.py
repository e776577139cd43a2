"""A transform script: a step of a data flow, in Python on polars frames."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...messages import Message, text
from ...source import at_margin
from ..node import Node, Source
from ..roles import ScriptCode


class Script(Node):
    """`code` defines `transform(df, ctx)`, which returns a frame or a dict of named frames."""

    kind: ClassVar[str] = "script"
    label: ClassVar[Message] = text("Transform script")
    collection: ClassVar[str] = "scripts"

    name: str
    title: str = ""
    code: Annotated[Source, ScriptCode()]

    def normalized(self) -> Script:
        return self.model_copy(
            update={"title": self.title or self.name, "code": at_margin(self.code)}
        )
