"""Methods: the author's body below a `def` line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ...ir.kinds.method import Method
from ...ir.kinds.model import Model
from ..dispatch import renders
from ..literals import Import, call
from ..parts import Member, Part
from ..python_source import body, imports_of, indented
from ..site import Site
from ..templates import fill

#: type → the decorator that names fields, or one without; the rest have none.
_TRIGGERED = {"compute": "depends", "onchange": "onchange", "constrains": "constrains"}
_PLAIN = {
    "create": "model_create_multi",
    "ondelete": "ondelete(at_uninstall=False)",
    "cron": "model",
}


@renders(Method)
def method(node: Method, site: Site) -> Iterator[Part]:
    """One method of the model's class."""
    code = body(node.code)
    yield Member(
        origin=site.path,
        model=cast(Model, site.parent).name,
        section="methods",
        name=node.name,
        source=fill("models/method.py.jinja", head=head(node), body=indented(code, " " * 8)),
        imports=imports_of(code) | head_imports(node),
    )


def head(node: Method) -> list[str]:
    """Return the lines above a method's body: its decorators, and what it takes and returns."""
    returns = f" -> {node.returns}" if node.returns else ""
    declared = f"def {node.name}({node.signature}){returns}:"
    return [*own_decorators(node), *node.decorators.strip().splitlines(), declared]


def head_imports(node: Method) -> frozenset[Import]:
    """Return what the lines above a method's body need."""
    return frozenset({Import("odoo", "api")} if len(head(node)) > 1 else ())


def own_decorators(node: Method) -> list[str]:
    """Return the decorator that a method's type stands for, if it has one."""
    if node.type in _TRIGGERED and node.depends:
        return [call(f"@api.{_TRIGGERED[node.type]}", *node.depends).source]
    return [f"@api.{_PLAIN[node.type]}"] if node.type in _PLAIN else []
