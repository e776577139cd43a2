"""A method of a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from ...messages import Message, text
from ...source import normal_code
from ..node import Impact, Layer, Names, Node, Source
from ..roles import PARENT, FieldPaths, PythonOn


class Method(Node):
    """A method: `code` is its body, as the person wrote it, without the `def` line.

    `depends` holds the field paths of the decorator that the type stands for
    (`@api.depends` for a compute).
    """

    kind: ClassVar[str] = "method"
    label: ClassVar[Message] = text("Method")
    layer: ClassVar[Layer] = Layer.STRUCTURE
    follows: ClassVar[frozenset[str]] = frozenset({"field", "selection"})
    changed: ClassVar[Mapping[str, Impact]] = {"code": Impact.ADDITIVE, "depends": Impact.ADDITIVE}

    name: str
    type: Literal["compute"] = "compute"
    depends: Annotated[Names, FieldPaths(PARENT)] = ()
    code: Annotated[Source, PythonOn(PARENT)]

    def normalized(self) -> Method:
        return self.model_copy(update={"code": normal_code(self.code)})
