"""Menus: what people read."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ...ir.kinds.menu import Menu
from ...messages import text
from ..context import Context


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each menu that would have no name."""
    for path, menu in context.of(Menu):
        if not menu.name.strip() and not (menu.action and not menu.name):
            message = text("A menu without an action needs a name of its own.")
            yield Problem(f"{path}.name", message)
