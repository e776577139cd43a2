"""A business model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field as PydanticField

from ...messages import Message, text
from ..node import Impact, Layer, Names, Node
from ..roles import DeclaresModel, DelegateMapping, FieldPaths, ModelRef, Order
from .constraint import Constraint
from .field import Field
from .method import Method

#: What belongs to the class of a model; the rest are its parts.
_OF_THE_CLASS = (
    "description",
    "order",
    "rec_name",
    "inherit",
    "inherits",
    "parent_name",
    "parent_store",
    "check_company_auto",
    "fold_name",
    "attributes",
)


class Model(Node):
    """A model: its table, fields, methods and SQL constraints.

    With `extends` it adds to the model of that name, which another module has. `inherit` lists
    mixins, `inherits` the models that it delegates to (model → many2one field). `attributes` holds
    what has no attribute here: class attribute → Python source.
    """

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
    extends: bool = False
    inherit: Annotated[Names, ModelRef()] = ()
    inherits: Annotated[dict[str, str], DelegateMapping("name")] = PydanticField(
        default_factory=dict
    )
    abstract: bool = False
    transient: bool = False
    parent_name: Annotated[str, FieldPaths("name")] = ""
    parent_store: bool = False
    check_company_auto: bool = False
    fold_name: Annotated[str, FieldPaths("name")] = ""
    attributes: dict[str, str] = PydanticField(default_factory=dict)
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

    @classmethod
    def removal_impact(cls, own: Mapping[str, Any]) -> Impact:
        keeps_rows = own["extends"] or own["abstract"] or own["transient"]
        return Impact.COSMETIC if keeps_rows else cls.removed

    def live_limits(self, parent: Node | None = None) -> dict[str, Message]:
        if self.extends:
            reason = text("A live database can't change this of a model of another module.")
            return {name: reason for name in _OF_THE_CLASS if getattr(self, name)}
        limits = {}
        if self.parent_store:
            reason = text("The tree of a hierarchy is kept by the exported module only.")
            limits["parent_store"] = reason
        if self.parent_name:
            limits["parent_name"] = text("A live model has no parent field of its own naming.")
        if self.inherits:
            limits["inherits"] = text("Delegation starts with the exported module.")
        if self.attributes:
            limits["attributes"] = text(
                "Further class attributes are Python source; only the exported module has them."
            )
        return limits

    def normalized(self) -> Model:
        if self.extends:
            return self.model_copy(update={"inherit": tuple(sorted(self.inherit))})
        return self.model_copy(
            update={
                "description": self.description or self.name,
                "order": ", ".join(
                    part.strip() for part in (self.order.strip() or "id").split(",")
                ),
                "rec_name": self.effective_rec_name,
                "inherit": tuple(sorted(self.inherit)),
            }
        )
