"""Window actions: views that go with their modes, and a path that Odoo can put into an address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...errors import Problem
from ...ir.kinds.action_window import ActionWindow
from ...ir.kinds.view import View
from ...messages import Message, text
from ..context import Context

_MODES = frozenset(
    {"list", "form", "kanban", "calendar", "pivot", "graph", "activity", "search", "qweb"}
)
#: Odoo's rule (`ir.actions.actions`, constraint of `path`).
_PATH = re.compile(r"[a-z][a-z0-9_-]*\Z")


def check(context: Context) -> Iterator[Problem]:
    """Yield a problem for each action whose attributes don't go together."""
    views = {view.xml_id: view for _path, view in context.of(View)}
    paths: dict[str, str] = {}
    for path, action in context.of(ActionWindow):
        for attribute, message in _of_action(context, action, views):
            yield Problem(f"{path}.{attribute}", message)
        if action.path and paths.setdefault(action.path, path) != path:
            message = text("%(other)s has this path already.", other=paths[action.path])
            yield Problem(f"{path}.path", message)


def _of_action(
    context: Context, action: ActionWindow, views: dict[str, View]
) -> Iterator[tuple[str, Message]]:
    if not action.view_mode:
        yield "view_mode", text("An action needs at least one type of views.")
    for mode in action.view_mode:
        # Other types come with modules that this one may depend on.
        if not re.match(r"[a-z_]+\Z", mode):
            choices = ", ".join(sorted(_MODES))
            yield (
                "view_mode",
                text("%(mode)s is no type of views: %(choices)s.", mode=mode, choices=choices),
            )
    for mode, name in action.views.items():
        if mode not in action.view_mode:
            yield (
                "views",
                text("%(mode)s is not among the types in `view_mode`; add it there.", mode=mode),
            )
        yield from _fits(context, action, views, "views", name, (mode,))
    yield from _fits(context, action, views, "view_id", action.view_id, action.view_mode)
    yield from _fits(context, action, views, "search_view_id", action.search_view_id, ("search",))
    if action.path and (not _PATH.match(action.path) or action.path.startswith(("m-", "action-"))):
        yield (
            "path",
            text(
                "%(path)s can't stand in an address: use small letters, digits, - and _; begin "
                "with a letter, not with m- or action-.",
                path=repr(action.path),
            ),
        )


def _fits(
    context: Context,
    action: ActionWindow,
    views: dict[str, View],
    attribute: str,
    name: str,
    modes: Sequence[str],
) -> Iterator[tuple[str, Message]]:
    view = views.get(name.removeprefix(f"{context.document.module.name}."))
    if view is None:
        return
    if view.type and modes and view.type not in modes:
        yield (
            attribute,
            text(
                "%(name)s is a view of the type %(type)s; here it must be %(wanted)s.",
                name=name,
                type=view.type,
                wanted=" or ".join(modes),
            ),
        )
    if view.model != action.model:
        yield (
            attribute,
            text(
                "%(name)s shows %(model)s; the action opens %(wanted)s.",
                name=name,
                model=view.model,
                wanted=action.model,
            ),
        )
