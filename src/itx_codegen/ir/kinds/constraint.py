"""An SQL constraint of a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from ...messages import Message, text
from ..node import Impact, Node
from ..roles import PARENT, SqlOn
from ..sql import one_line


class Constraint(Node):
    """`definition` is SQL as in `ALTER TABLE … ADD CONSTRAINT`; `message` is what people read.

    For an index it is what follows the table in `CREATE INDEX`: `(name, id) WHERE active`.
    """

    kind: ClassVar[str] = "constraint"
    label: ClassVar[Message] = text("SQL constraint")
    added: ClassVar[Impact] = Impact.DATA_DEPENDENT
    changed: ClassVar[Mapping[str, Impact]] = {"definition": Impact.DATA_DEPENDENT}

    name: str
    type: Literal["constraint", "index", "unique_index"] = "constraint"
    definition: Annotated[str, SqlOn(PARENT)]
    message: str = ""

    def normalized(self) -> Constraint:
        return self.model_copy(update={"definition": one_line(self.definition)})
