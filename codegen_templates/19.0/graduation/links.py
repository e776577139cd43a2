"""Many2many links, from the tables of one side to those of the other."""

from typing import NamedTuple

from odoo.tools import SQL
from odoo.tools.sql import table_exists

from .names import LINK_TABLES


class Links(NamedTuple):
    """The links of a field: tables as (name, column of the record, column of what it links to)."""

    model: str
    field: str
    source: tuple
    target: tuple


def both_sides(env, live):
    """Return the Links of the app from live to code; `live` is the Naming of the live side.

    Odoo has to know the models of the code.
    """
    query = SQL(
        "SELECT model, name, relation_table, column1, column2 FROM ir_model_fields"
        " WHERE ttype = 'many2many' AND store AND state = 'manual' AND model = ANY(%s)",
        list(live.fields),
    )
    found = []
    for model, name, *table in env.execute_query(query):
        if name in live.fields[model] and table_exists(env.cr, table[0]):
            field = env[live.models.get(model, model)]._fields[live.field(model, name)]
            target = (field.relation, field.column1, field.column2)
            found.append(Links(model, name, tuple(table), target))
    return found


def set_apart(env, model, name, table):
    """Give a live table of links that is called as in the code a name of its own; return that."""
    apart = f"x_{table}"[:63] if table in LINK_TABLES else table
    if apart != table:
        names = SQL.identifier(table), SQL.identifier(apart)
        env.cr.execute(SQL("ALTER TABLE %s RENAME TO %s", *names))
        env.cr.execute(
            SQL(
                "UPDATE ir_model_fields SET relation_table = %s WHERE model = %s AND name = %s",
                apart,
                model,
                name,
            )
        )
    return apart


def turned(all_links):
    """Return the Links that lead back."""
    return [one._replace(source=one.target, target=one.source) for one in all_links]


def move(env, links):
    """Bring the links of a field to the other side."""
    table, *columns = map(SQL.identifier, links.source)
    target, *ends = map(SQL.identifier, links.target)
    env.cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s ON CONFLICT DO NOTHING",
            target,
            SQL(", ").join(ends),
            SQL(", ").join(columns),
            table,
        )
    )


def drop_extra(env, all_links, ids=None):
    """Delete the links of the other side that this one does not have.

    Two fields that mirror each other share a table in code: a link stays if one of them has it.
    `ids`: model -> ids of the records of which alone it is to be done.
    """
    for target in {_place(one): one.target for one in all_links}.values():
        mirrors = [one for one in all_links if _place(one) == (target[0], *sorted(target[1:]))]
        which = [SQL("TRUE")]
        if ids is not None:
            which = [
                SQL(
                    "held.%s = ANY(%s)", SQL.identifier(one.target[1]), list(ids.get(one.model, ()))
                )
                for one in mirrors
            ]
        env.cr.execute(
            SQL(
                "DELETE FROM %s AS held WHERE (%s) AND NOT (%s)",
                SQL.identifier(target[0]),
                SQL(" OR ").join(which),
                SQL(" OR ").join(_has_it(one) for one in mirrors),
            )
        )


def _place(links):
    """Return the target with its columns in one order, whichever field tells them."""
    return links.target[0], *sorted(links.target[1:])


def _has_it(links):
    table, first, second = map(SQL.identifier, links.source)
    return SQL(
        "EXISTS (SELECT FROM %s AS had WHERE had.%s = held.%s AND had.%s = held.%s)",
        table,
        first,
        SQL.identifier(links.target[1]),
        second,
        SQL.identifier(links.target[2]),
    )


def count(env, links):
    """Return (links on this side, those of them that the other side lacks)."""
    table, *columns = map(SQL.identifier, links.source)
    target, *ends = map(SQL.identifier, links.target)
    query = SQL(
        "SELECT count(*), count(*) FILTER (WHERE NOT EXISTS"
        " (SELECT FROM %s AS there WHERE there.%s = here.%s AND there.%s = here.%s))"
        " FROM %s AS here",
        target,
        ends[0],
        columns[0],
        ends[1],
        columns[1],
        table,
    )
    return env.execute_query(query)[0]
