"""What installed modules did to the rest of a database: no XML id of theirs tells of it."""

from collections import defaultdict
from typing import Any

from psycopg2 import sql

from .identity import Identities
from .values import Values

#: Filled by what a server does while it runs, such as bundles of assets and messages on the bus.
_OF_RUNNING = {"bus_bus", "ir_attachment", "ir_logging", "ir_profile", "base_registry_signaling"}
#: The records of these say which module is installed, with which version, and when.
_OF_MODULES = {"ir.module.module", "ir.module.category", "ir.module.module.dependency"}


def dump(env: Any, modules: list[str], known: Identities) -> dict[str, Any]:
    return {
        **_touched(env, modules, known),
        "relation": _relations(env.cr),
        "rows": _rows(env.cr),
    }


def _touched(env: Any, modules: list[str], known: Identities) -> dict[str, dict[str, Any]]:
    """Records of other modules that were written to since the first of the modules came."""
    env.cr.execute(
        "SELECT min(create_date) FROM ir_model_data WHERE module = ANY(%s)", [list(modules)]
    )
    (since,) = env.cr.fetchone()
    values = Values(env, known)
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for model, rows in _foreign(modules, known).items():
        if model not in env or model in _OF_MODULES or not env[model]._log_access:
            continue
        written = env[model].with_context(active_test=False)
        ids = written.search([("id", "in", list(rows)), ("write_date", ">=", since)]).ids
        for res_id in ids:
            found[f"touched {model}"][rows[res_id]] = values.of(env[model].browse(res_id))
    return dict(found)


def _foreign(modules: list[str], known: Identities) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in known.all:
        if row.module not in modules:
            found[row.model][row.res_id] = row.full
    return found


def _relations(cr: Any) -> dict[str, Any]:
    """All tables, views, indexes, sequences and functions."""
    cr.execute(
        "SELECT relname, relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " UNION SELECT proname, md5(prosrc) FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace"
    )
    return {name: {"kind": kind} for name, kind in cr.fetchall()}


def _rows(cr: Any) -> dict[str, Any]:
    """The count of rows of each table."""
    cr.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    )
    found = {}
    for (table,) in cr.fetchall():
        if table not in _OF_RUNNING:
            cr.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            found[table] = {"count": cr.fetchone()[0]}
    return found
