"""New names in the options of steps of flows, which are JSON values."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from ..ir.kinds.flow_step import without_plain_names
from .expressions import context, domain
from .renaming import Renaming


def step_options(options: Mapping[str, Any], renaming: Renaming, model: str) -> dict[str, Any]:
    """Return options in new names; `model` is the (old) one that is written, empty for none.

    What is read keeps the names of its columns: scripts, mappings and keys of the flow go on.
    """
    read = options.get("model")
    renamed = dict(options)
    if not model and isinstance(read, str):
        model = read
        renamed |= {"model": renaming.model(read), **_columns(options, renaming, read)}
    for name, rewrite in (("domain", domain), ("context", context)):
        if options.get(name):
            renamed[name] = _rewritten(options[name], rewrite, renaming, model)
    if isinstance(options.get("group_by"), list):
        renamed["group_by"] = [renaming.field(model, name) for name in options["group_by"]]
    return without_plain_names(renamed)


def _columns(options: Mapping[str, Any], renaming: Renaming, model: str) -> dict[str, Any]:
    """Return `fields` in new names, and `names` by which their columns are called as before."""
    fields, names = options.get("fields"), options.get("names") or {}
    if not isinstance(fields, list) or not isinstance(names, dict):
        return {}
    paths = {str(path): _path(str(path), renaming, model) for path in fields}
    called = {new: names.get(old, old) for old, new in paths.items()}
    return {"fields": list(paths.values()), "names": called}


def _path(path: str, renaming: Renaming, model: str) -> str:
    renamed = []
    for name in path.split("/"):
        renamed.append(renaming.field(model, name))
        model = renaming.target(model, name)
    return "/".join(renamed)


def _rewritten(
    value: Any, rewrite: Callable[[str, Renaming, str], str], renaming: Renaming, model: str
) -> Any:
    """Return a domain or context as JSON values in new names."""
    return ast.literal_eval(rewrite(repr(value), renaming, model))
