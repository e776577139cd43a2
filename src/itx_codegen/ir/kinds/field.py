"""A field of a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field as PydanticField
from pydantic import JsonValue

from ...messages import Message, text
from ..naming import human
from ..node import Impact, Layer, Names, Node, Source
from ..roles import (
    PARENT,
    ContextOn,
    DeclaresField,
    DomainOn,
    FieldPaths,
    InverseField,
    MethodRef,
    ModelRef,
    PythonOn,
    XmlIdRef,
)
from .selection import Selection

FieldType = Literal[
    "binary",
    "boolean",
    "char",
    "date",
    "datetime",
    "float",
    "html",
    "image",
    "integer",
    "json",
    "many2many",
    "many2one",
    "many2one_reference",
    "monetary",
    "one2many",
    "properties",
    "properties_definition",
    "reference",
    "selection",
    "text",
]

RELATIONAL: frozenset[str] = frozenset({"many2one", "one2many", "many2many"})


class Field(Node):
    """A field, with the arguments of Odoo's own field classes under their own names.

    `index_type` refines `index`; `precision` names a decimal accuracy instead of `digits`;
    `default_expression` is Python with `self`, instead of a constant `default`; `arguments` holds
    what has no attribute here: argument → Python source.
    """

    kind: ClassVar[str] = "field"
    label: ClassVar[Message] = text("Field")
    layer: ClassVar[Layer] = Layer.STRUCTURE
    follows: ClassVar[frozenset[str]] = frozenset({"model"})
    removed: ClassVar[Impact] = Impact.DESTRUCTIVE
    changed: ClassVar[Mapping[str, Impact]] = {
        "name": Impact.ADDITIVE,
        "type": Impact.DESTRUCTIVE,
        "comodel_name": Impact.DESTRUCTIVE,
        "company_dependent": Impact.DESTRUCTIVE,
        "store": Impact.DATA_DEPENDENT,
        "required": Impact.DATA_DEPENDENT,
        "compute": Impact.ADDITIVE,
        "index": Impact.ADDITIVE,
    }
    shorthand: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "selection": {
            "type": "array",
            "items": {"type": "string"},
            "minItems": 2,
            "maxItems": 2,
        }
    }

    name: Annotated[str, DeclaresField(PARENT)]
    type: FieldType
    string: str = ""
    help: str = ""
    required: bool = False
    readonly: bool | None = None
    index: bool = False
    index_type: Literal["", "btree_not_null", "trigram"] = ""
    copied: bool | None = None
    store: bool | None = None
    tracking: bool = False
    translate: bool = False
    size: int | None = None
    digits: tuple[int, int] | None = None
    precision: str = ""
    default: JsonValue = None
    default_expression: Annotated[Source, PythonOn(PARENT)] = ""
    comodel_name: Annotated[str, ModelRef()] = ""
    inverse_name: Annotated[str, InverseField("comodel_name")] = ""
    ondelete: Literal["", "set null", "restrict", "cascade"] = ""
    domain: Annotated[str, DomainOn("comodel_name", PARENT)] = ""
    context: Annotated[str, ContextOn("comodel_name", PARENT)] = ""
    check_company: bool = False
    delegate: bool = False
    relation_table: str = ""
    column1: str = ""
    column2: str = ""
    group_expand: bool = False
    model_field: Annotated[str, FieldPaths(PARENT)] = ""
    definition: Annotated[str, FieldPaths(PARENT)] = ""
    company_dependent: bool = False
    aggregator: str = ""
    sanitize: bool = True
    attachment: bool = True
    max_width: int = 0
    max_height: int = 0
    currency_field: Annotated[str, FieldPaths(PARENT)] = ""
    compute: Annotated[str, MethodRef(PARENT, "compute")] = ""
    inverse: Annotated[str, MethodRef(PARENT, "inverse")] = ""
    search: Annotated[str, MethodRef(PARENT, "search")] = ""
    compute_sudo: bool | None = None
    precompute: bool = False
    recursive: bool = False
    related: Annotated[str, FieldPaths(PARENT)] = ""
    groups: Annotated[Names, XmlIdRef(("group",))] = ()
    arguments: dict[str, str] = PydanticField(default_factory=dict)
    selection: tuple[Selection, ...] = ()

    @property
    def stored(self) -> bool:
        """Whether the database keeps the values; computed and related fields only do if told to."""
        if self.store is not None:
            return self.store
        return not (self.compute or self.related)

    @property
    def has_column(self) -> bool:
        """Whether the model's own table holds the values in a column."""
        return self.stored and self.type not in ("one2many", "many2many")

    @property
    def effective_string(self) -> str:
        """The label, or the one that Odoo derives from the name."""
        return self.string or human(self.name)

    @classmethod
    def removal_impact(cls, own: Mapping[str, Any]) -> Impact:
        computed = own["compute"] or own["related"]
        return Impact.COSMETIC if computed or own["type"] == "one2many" else Impact.DESTRUCTIVE

    def live_limits(self, parent: Node | None = None) -> dict[str, Message]:
        limits = {}
        if self.search:
            limits["search"] = text(
                "A live computed field can't be searched by code; the exported module searches it."
            )
        if self.inverse:
            limits["inverse"] = text(
                "A live computed field can't be written; the exported module writes it."
            )
        if self.delegate:
            limits["delegate"] = text("Delegation starts with the exported module.")
        if self.max_width or self.max_height:
            reason = text("A live image is kept as it comes; the exported module resizes it.")
            limits |= {"max_width": reason, "max_height": reason}
        if self.arguments:
            limits["arguments"] = text(
                "Further arguments are Python source; only the exported module has them."
            )
        return limits

    def normalized(self) -> Field:
        computed = bool(self.compute or self.related)
        return self.model_copy(
            update={
                "string": self.effective_string,
                "readonly": computed if self.readonly is None else self.readonly,
                "store": self.stored,
                "copied": (
                    (not computed and self.type != "one2many")
                    if self.copied is None
                    else self.copied
                ),
                "ondelete": self._effective_ondelete(),
                "groups": tuple(sorted(self.groups)),
                "index": self.index or bool(self.index_type),
                "context": "" if self.context.strip() == "{}" else self.context.strip(),
                "default_expression": self.default_expression.strip(),
                "domain": "" if self.domain.strip() == "[]" else self.domain.strip(),
                "currency_field": (
                    self.currency_field or "currency_id" if self.type == "monetary" else ""
                ),
            }
        )

    def _effective_ondelete(self) -> str:
        """Odoo's rule (class `Many2one`): a required link restricts, another is emptied."""
        if self.type != "many2one" or self.compute or self.related:
            return ""
        return self.ondelete or ("restrict" if self.required else "set null")

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
        options = data.get("selection")
        if isinstance(options, (list, tuple)):
            data = {**data, "selection": [_option(option) for option in options]}
        return data


def _option(option: object) -> object:
    """Let a person write an option as a pair, as in Python."""
    if isinstance(option, (list, tuple)) and len(option) == 2:
        return {"value": option[0], "name": option[1]}
    return option
