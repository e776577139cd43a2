"""Runs inside of ``odoo shell``: all that a module brings to a database, as plain JSON.

A dump is ``{sort: {element: {attribute: value}}}``. A sort is named for what Odoo calls it
(``ir.cron``, ``method`` …), an element by its XML id, its model or its file. Each sort stands in a
file of its own.
"""

from collections.abc import Callable
from typing import Any

from ..compare import WHOLE
from . import assets, fields, files, methods, order, records, tables, terms, views, whole
from .identity import Identities

_OF_A_MODULE: tuple[Callable[[Any, str, Identities], dict[str, Any]], ...] = (
    assets.dump,
    fields.dump,
    files.dump,
    methods.dump,
    order.dump,
    records.dump,
    tables.dump,
    views.dump,
)


def dump(env: Any, modules: list[str]) -> dict[str, dict[str, Any]]:
    """Return module → dump, and under `WHOLE` what the modules did to things of other modules.

    :param env: an environment of the superuser, in a database with all the modules installed.
    """
    known = Identities(env)
    texts = terms.dump(env, modules)
    found = {
        module: {
            sort: elements
            for part in _OF_A_MODULE
            for sort, elements in part(env, module, known).items()
        }
        | {"term": texts[module]}
        for module in modules
    }
    return {**found, WHOLE: whole.dump(env, modules, known)}
