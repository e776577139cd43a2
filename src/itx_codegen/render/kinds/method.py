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
    decorators = [*_decorators(node), *node.decorators.strip().splitlines()]
    yield Member(
        origin=site.path,
        model=cast(Model, site.parent).name,
        section="methods",
        name=node.name,
        source=fill(
            "models/method.py.jinja",
            name=node.name,
            signature=node.signature,
            decorators=decorators,
            body=indented(code, " " * 8),
        ),
        imports=imports_of(code) | ({Import("odoo", "api")} if decorators else set()),
    )


def _decorators(node: Method) -> Iterator[str]:
    """Yield the decorator that a method's type stands for."""
    if node.type in _TRIGGERED and node.depends:
        yield call(f"@api.{_TRIGGERED[node.type]}", *node.depends).source
    elif node.type in _PLAIN:
        yield f"@api.{_PLAIN[node.type]}"
