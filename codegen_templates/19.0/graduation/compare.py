"""Counting before and after: where anything would be missing, nothing happens."""

from odoo.exceptions import UserError

from . import links, rows


def rows_of(env, tables):
    """Return [what, before, after] of tables; raise UserError where the sides differ."""
    counts, wrong = [], []
    for table in tables:
        before = rows.count(env, table)
        missing, different = rows.not_alike(env, table)
        counts.append([f"{table.source} -> {table.target}", before, before - missing])
        if missing or different:
            wrong.append(
                env._(
                    "%(table)s: of %(rows)s rows %(missing)s are missing and %(different)s differ",
                    table=table.target,
                    rows=before,
                    missing=missing,
                    different=different,
                )
            )
    _refuse(env, wrong)
    return counts


def links_of(env, all_links):
    """Return [what, before, after] of tables of links; raise UserError where the sides differ."""
    counts, wrong = [], []
    for one in all_links:
        before, missing = links.count(env, one)
        counts.append([f"{one.source[0]} -> {one.target[0]}", before, before - missing])
        if missing:
            table = one.target[0]
            wrong.append(
                env._("%(table)s: %(missing)s links are missing", table=table, missing=missing)
            )
    _refuse(env, wrong)
    return counts


def references(env, moved):
    wrong = [
        env._("%(what)s: %(before)s before, %(after)s after", what=what, before=before, after=after)
        for what, (before, after) in moved.items()
        if before != after
    ]
    _refuse(env, wrong)
    return [[what, before, after] for what, (before, after) in moved.items()]


def _refuse(env, wrong):
    if wrong:
        raise UserError(
            env._(
                "The live app did not come over whole, so nothing was changed: %(wrong)s.",
                wrong="; ".join(wrong),
            )
        )
