"""The base of every element of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from ..messages import Message, text
from .roles import PARENT, ContextOn, DomainOn, OnModel, Role


class Side(str, Enum):
    """Where an element can come to life: in a running database, in a generated module, or both."""

    LIVE = "live"
    EXPORT = "export"
    BOTH = "both"


class Layer(str, Enum):
    """What an element is to a database: its structure, or what stands on it and goes first."""

    STRUCTURE = "structure"
    SURFACE = "surface"


class Impact(str, Enum):
    """What an operation may do to a database that holds data, from harmless to harmful."""

    COSMETIC = "cosmetic"
    ADDITIVE = "additive"
    DATA_DEPENDENT = "data_dependent"
    DESTRUCTIVE = "destructive"


def _split_names(value: object) -> object:
    """Let a person write `a, b` where a list of names is meant."""
    if isinstance(value, str):
        return [name.strip() for name in value.split(",") if name.strip()]
    return value


def _join_lines(value: object) -> object:
    """Let a person write source text as a list of lines, which JSON can show."""
    if isinstance(value, (list, tuple)) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return value


_STRINGS_SCHEMA = {"type": "array", "items": {"type": "string"}}

#: Source text: code, XML. May be written as a list of lines.
Source = Annotated[
    str,
    BeforeValidator(_join_lines),
    WithJsonSchema({"anyOf": [{"type": "string"}, _STRINGS_SCHEMA]}, mode="validation"),
]

#: An ordered list of names: field paths, XML ids, view modes.
Names = Annotated[
    tuple[str, ...],
    BeforeValidator(_split_names),
    WithJsonSchema({"anyOf": [_STRINGS_SCHEMA, {"type": "string"}]}, mode="validation"),
]


class Node(BaseModel):
    """One element: frozen, without database ids, known for life by its `uid`.

    Subclasses declare what the other layers need to know of their kind, as data:

    - ``kind``: its name in operations, tables and messages;
    - ``collection``: the list of the document that holds it; empty for kinds inside another;
    - ``label``: what people call such an element;
    - ``named_by``: the attribute that people and other elements call it by;
    - ``side``: where it can come to life;
    - ``layer``, ``follows``: when it is made, and the kinds that must be there before;
    - ``added``, ``removed``, ``changed``: impact of adding, removing, changing one attribute
      (attributes not listed are cosmetic);
    - ``shorthand``: attribute → JSON Schema of the short way to write one of the elements that it
      holds (`completed` understands it);
    - ``manifest_only``: attributes that never reach a database;
    - ``within``: whether it is written in the text of the element that holds it;
    - ``ordered``: whether the position among its siblings means something in a database;
    - ``short``: whether it is only a short way of saying elements of other kinds
      (`itx_codegen.lower`), so that it has neither renderer nor live records of its own;
    - ``known_as``: the kind of what takes its place and its XML id then.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)

    kind: ClassVar[str] = ""
    label: ClassVar[Message] = text("Element")
    collection: ClassVar[str] = ""
    named_by: ClassVar[str] = "name"
    side: ClassVar[Side] = Side.BOTH
    layer: ClassVar[Layer] = Layer.SURFACE
    follows: ClassVar[frozenset[str]] = frozenset()
    added: ClassVar[Impact] = Impact.ADDITIVE
    removed: ClassVar[Impact] = Impact.COSMETIC
    changed: ClassVar[Mapping[str, Impact]] = {}
    shorthand: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    manifest_only: ClassVar[frozenset[str]] = frozenset()
    within: ClassVar[bool] = False
    ordered: ClassVar[bool] = False
    short: ClassVar[bool] = False
    known_as: ClassVar[str] = ""

    uid: str = ""

    @property
    def ident(self) -> str:
        """The name that people and other elements call this element by."""
        return str(getattr(self, self.named_by))

    @classmethod
    @cache
    def child_kinds(cls) -> dict[str, type[Node]]:
        """Attribute → kind, for the attributes that hold elements of their own."""
        found: dict[str, type[Node]] = {}
        for name, info in cls.model_fields.items():
            child = _node_type(info.annotation)
            if child is not None:
                found[name] = child
        return found

    @classmethod
    @cache
    def own_attributes(cls) -> tuple[str, ...]:
        """The attributes that describe this element itself: neither its uid nor its children."""
        children = cls.child_kinds()
        return tuple(n for n in cls.model_fields if n != "uid" and n not in children)

    def own_values(self) -> dict[str, Any]:
        """Return attribute → value for `own_attributes`, as JSON has it: lists for tuples."""
        return {name: listed(getattr(self, name)) for name in self.own_attributes()}

    @classmethod
    @cache
    def roles(cls) -> Mapping[str, Role]:
        """Attribute → what it refers to, for the attributes that refer to anything."""
        found: dict[str, Role] = {}
        for name, info in cls.model_fields.items():
            for item in info.metadata:
                if isinstance(item, Role):
                    found[name] = item
        return found

    def references(self) -> Mapping[str, Role]:
        """Return `roles` of this very element: without those of values that refer to elsewhere."""
        return self.roles()

    def model_of(self, role: Role, parent: Node | None) -> str:
        """Return the model that a role of this element is read on; empty where there is none."""
        return self._model_named(role.of, parent) if isinstance(role, OnModel) else ""

    def scope_of(self, role: Role, parent: Node | None) -> str:
        """Return the model whose fields a domain or context may name as values; mostly none."""
        if not isinstance(role, (DomainOn, ContextOn)) or not role.scope:
            return ""
        return self._model_named(role.scope, parent)

    def _model_named(self, attribute: str, parent: Node | None) -> str:
        above, _slash, name = attribute.partition("/")
        if above == PARENT:
            if parent is None:
                return ""
            return str(getattr(parent, name)) if name else parent.ident
        return str(getattr(self, attribute))

    def children(self) -> Iterator[tuple[str, tuple[Node, ...]]]:
        """Yield (attribute, elements) for each list of children, empty ones included."""
        for name in self.child_kinds():
            yield name, getattr(self, name)

    @classmethod
    def removal_impact(cls, own: Mapping[str, Any]) -> Impact:
        """Return what removing an element with these attributes does to a database."""
        return cls.removed

    def live_limits(self, parent: Node | None = None) -> dict[str, Message]:
        """Return attribute → why it has no effect in a running database; empty if all have.

        `parent` is the element that this one stands in, if it stands in one.
        The attribute `""` stands for the element as a whole, `values.x` for what a mapping `values`
        says of `x`.
        """
        return {}

    def required_modules(self) -> frozenset[str]:
        """Return the modules that a database must have for this element to work."""
        return frozenset()

    def normalized(self) -> Node:
        """Return the form in which two equal meanings are equal values.

        Defaults that Odoo would fill in are filled in, sets are sorted, XML is canonical. It is the
        form in which a description is compared with what a database holds.
        """
        return self

    @classmethod
    def completed(cls, data: dict[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
        """Return `data` (as written by hand) with the names that follow from the rest filled in."""
        return data


def listed(value: Any) -> Any:
    """Return a value with lists for its tuples."""
    return [listed(one) for one in value] if isinstance(value, tuple) else value


NodeT = TypeVar("NodeT", bound=Node)


def _node_type(annotation: Any) -> type[Node] | None:
    """The kind held by an annotation `tuple[Kind, ...]`, however deep it is wrapped."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return annotation
    if get_origin(annotation) is not None:
        for argument in get_args(annotation):
            found = _node_type(argument)
            if found is not None:
                return found
    return None
