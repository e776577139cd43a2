"""A business model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from ...messages import Message, text
from ..node import Impact, Layer, Node
from ..roles import DeclaresModel, FieldPaths, Order
from .constraint import Constraint
from .field import Field
from .method import Method


class Model(Node):
    """A model of the module's own: its table, fields, methods and SQL constraints."""

    kind: ClassVar[str] = "model"
    label: ClassVar[Message] = text("Model")
    layer: ClassVar[Layer] = Layer.STRUCTURE
    follows: ClassVar[frozenset[str]] = frozenset({"group"})
    collection: ClassVar[str] = "models"
    removed: ClassVar[Impact] = Impact.DESTRUCTIVE
    changed: ClassVar[Mapping[str, Impact]] = {"name": Impact.ADDITIVE}

    name: Annotated[str, DeclaresModel()]
    description: str = ""
    order: Annotated[str, Order("name")] = ""
    rec_name: Annotated[str, FieldPaths("name")] = ""
    fields: tuple[Field, ...] = ()
    methods: tuple[Method, ...] = ()
    constraints: tuple[Constraint, ...] = ()

    def field(self, name: str) -> Field | None:
        """Return the field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def method(self, name: str) -> Method | None:
        """Return the method of that name, or None."""
        return next((method for method in self.methods if method.name == name), None)

    @property
    def effective_rec_name(self) -> str:
        """The field that stands for a record: the one declared, else `name`, else none."""
        if self.rec_name:
            return self.rec_name
        return "name" if self.field("name") else ""

    def live_limits(self) -> dict[str, Message]:
        if self.effective_rec_name not in ("", "name"):
            return {
                "rec_name": text(
                    "A live model is called by its field `name` only; the exported module uses "
                    "%(field)s.",
                    field=self.rec_name,
                )
            }
        return {}

    def normalized(self) -> Model:
        return self.model_copy(
            update={
                "description": self.description or self.name,
                "order": ", ".join(
                    part.strip() for part in (self.order.strip() or "id").split(",")
                ),
                "rec_name": self.effective_rec_name,
            }
        )
