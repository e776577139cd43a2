"""A method of a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, get_args

from ...messages import Message, text
from ...source import normal_code
from ..node import Impact, Layer, Names, Node, Source
from ..roles import PARENT, FieldPaths, PythonOn

MethodType = Literal[
    "compute",
    "inverse",
    "search",
    "onchange",
    "constrains",
    "create",
    "write",
    "unlink",
    "ondelete",
    "action",
    "cron",
    "helper",
]

METHOD_TYPES: tuple[str, ...] = get_args(MethodType)

#: Types that override a method which every model of Odoo has.
OVERRIDES = frozenset({"create", "write", "unlink"})

#: The arguments that a method of a type takes unless it says otherwise.
_ARGUMENTS = {
    "search": "self, operator, value",
    "create": "self, vals_list",
    "write": "self, vals",
}


class Method(Node):
    """A method: `code` is its body, as the person wrote it, without the `def` line.

    `depends` holds the field paths of the decorator that the type stands for: `@api.depends` for a
    compute, `@api.onchange`, `@api.constrains`. `create`, `write` and `unlink` override Odoo's own
    methods; `ondelete` runs before records go. `cron` and `helper` are called by other code,
    `action` by a button. `arguments` is the parameter list, `returns` what it is declared to
    return; `decorators` are further ones, one on each line.
    """

    kind: ClassVar[str] = "method"
    label: ClassVar[Message] = text("Method")
    layer: ClassVar[Layer] = Layer.STRUCTURE
    follows: ClassVar[frozenset[str]] = frozenset({"field", "selection"})
    changed: ClassVar[Mapping[str, Impact]] = {"code": Impact.ADDITIVE, "depends": Impact.ADDITIVE}

    name: str
    type: MethodType = "compute"
    depends: Annotated[Names, FieldPaths(PARENT)] = ()
    arguments: str = ""
    returns: str = ""
    decorators: Source = ""
    code: Annotated[Source, PythonOn(PARENT)]

    @property
    def signature(self) -> str:
        """The parameter list: the one given, or that of the type."""
        return self.arguments or _ARGUMENTS.get(self.type, "self")

    def live_limits(self, parent: Node | None = None) -> dict[str, Message]:
        if self.type in ("onchange", "constrains", "ondelete"):
            return {
                "": text(
                    "It can live as an automation rule: let the module depend on base_automation, "
                    "and leave parameters and decorators as the type wants them."
                )
            }
        if self.type != "compute":
            return {"": text("A live model has no such method; the exported module has it.")}
        used = [child for _name, group in parent.children() for child in group] if parent else []
        if not any(getattr(child, "compute", None) == self.name for child in used):
            return {"": text("No field is computed by it; the exported module has the method.")}
        limits = {}
        if self.decorators:
            limits["decorators"] = text("Further decorators work in the exported module only.")
        if self.signature != "self":
            limits["arguments"] = text("A live compute has no further parameters.")
        return limits

    def normalized(self) -> Method:
        return self.model_copy(update={"code": normal_code(self.code), "arguments": self.signature})
