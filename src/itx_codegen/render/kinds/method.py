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


@renders(Method)
def method(node: Method, site: Site) -> Iterator[Part]:
    """One method of the model's class."""
    code = body(node.code)
    decorators = [call("@api.depends", *node.depends).source] if node.depends else []
    yield Member(
        origin=site.path,
        model=cast(Model, site.parent).name,
        section="methods",
        name=node.name,
        source=fill(
            "models/method.py.jinja",
            name=node.name,
            decorators=decorators,
            body=indented(code, " " * 8),
        ),
        imports=imports_of(code) | ({Import("odoo", "api")} if decorators else set()),
    )
