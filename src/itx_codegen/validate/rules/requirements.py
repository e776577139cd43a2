"""Modules that the elements need."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ...messages import text
from ..context import Context


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each element that works only with a module that `depends` leaves out."""
    named = {dependency.name for dependency in context.document.module.depends}
    brought = [context.world.brought_by(name) for name in named]
    if None in brought:
        # One of the modules may bring what is needed.
        return
    known = (named | {context.document.module.name}).union(
        *(modules for modules in brought if modules is not None)
    )
    for element in context.elements:
        for module in sorted(element.node.required_modules() - known):
            message = text(
                "A %(kind)s of this sort works only with the module %(module)s: add it to the "
                "module's `depends`.",
                kind=element.node.label,
                module=module,
            )
            yield Problem(element.path, message)
