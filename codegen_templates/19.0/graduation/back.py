"""Back again: the live app goes on with the records as they are in the module by now."""

from contextlib import contextmanager

from odoo.tools import SQL

from . import compare, frozen, links, old_app, references, rows, settings, sides
from .names import DEFAULTED, MODULE, NAMESPACE


def move_back(env, ledger):
    live, done = sides.live(env), ledger.read("done")
    code = sides.turned(live)
    frozen.thaw(env, MODULE)
    tables = [rows.there(env, table) for table in rows.tables(env, code, {})]
    with _without_links_between(env, [table.target for table in tables]):
        for table in tables:
            rows.drop_extra(env, table)
            rows.move(env, table, SQL("TRUE"))
            rows.go_on_counting(env, table)
    back = links.turned(links.both_sides(env, live))
    links.drop_extra(env, back)
    for one in back:
        links.move(env, one)
    compare.rows_of(env, [_without_values(table) for table in tables])
    compare.links_of(env, back)
    compare.references(env, references.move(env, code, (MODULE, NAMESPACE)))
    actions = old_app.pairs(env, "ir.actions.act_window", "ir.actions.server", "ir.actions.report")
    defaulted = [(live.models.get(m, m), live.field(m, name)) for m, name in DEFAULTED]
    settings.move(env, code, {new: old for old, new in actions.items()}, defaulted)
    old_app.switch_on(env, done["off"])
    old_app.take_paths(env, ledger.read("paths"))


def _without_values(table):
    return table._replace(columns=tuple(one._replace(exact=False) for one in table.columns))


@contextmanager
def _without_links_between(env, tables):
    """Take the foreign keys between some tables off for a while, so that order means nothing."""
    query = SQL(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])"
        " AND confrelid = ANY(%s::regclass[])",
        tables,
        tables,
    )
    keys = env.execute_query(query)
    for table, name, _definition in keys:
        names = SQL.identifier(table), SQL.identifier(name)
        env.cr.execute(SQL("ALTER TABLE %s DROP CONSTRAINT %s", *names))
    yield
    for table, name, definition in keys:
        names = SQL.identifier(table), SQL.identifier(name)
        env.cr.execute(SQL("ALTER TABLE %s ADD CONSTRAINT %s %s", *names, SQL(definition)))
