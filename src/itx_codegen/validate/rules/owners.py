"""Modules that others have made are never described anew: they are extended."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ...ir.kinds.source_file import SourceFile
from ...messages import text
from ..context import Context
from ..world import Owner


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem where the module's name is that of somebody else's."""
    name = context.document.module.name
    owner = context.world.owner(name)
    if owner is Owner.ODOO:
        message = text(
            "%(name)s ships with Odoo and is never modified; describe a module of another name "
            "that depends on it and extends its models.",
            name=name,
        )
        yield Problem("module.name", message)
    elif owner is Owner.SOMEBODY and not any(context.of(SourceFile)):
        # What was taken from a module's own files is that module.
        message = text(
            "There is a module %(name)s on the addons path that was not made here; give this one "
            "another name, depend on it and extend its models.",
            name=name,
        )
        yield Problem("module.name", message)
