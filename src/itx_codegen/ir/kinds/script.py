"""A transform script: a step of a data flow, in Python on polars frames."""

from __future__ import annotations

from typing import ClassVar

from ..node import Node, Source
from .method import dedented


class Script(Node):
    """`code` defines `transform(df, ctx)`, which returns a frame or a dict of named frames."""

    kind: ClassVar[str] = "script"
    label: ClassVar[str] = "Transform script"
    collection: ClassVar[str] = "scripts"

    name: str
    title: str = ""
    code: Source

    def normalized(self) -> Script:
        return self.model_copy(
            update={"title": self.title or self.name, "code": dedented(self.code)}
        )
