"""There: the live app becomes the module's, with all its records."""

import logging
import time

from odoo.tools import SQL
from odoo.tools.sql import column_exists, table_exists

from . import compare, frozen, links, old_app, references, rows, settings, sides, taken_over
from .give_up import give_up
from .ledger import Ledger
from .names import DEFAULTED, FIELDS, MODULE, NAMESPACE

_logger = logging.getLogger(__name__)


def begin(env):
    """Bring the rows over, before the module is loaded; make way for its data.

    Where nothing of the app lives here, or it has moved already, nothing happens.
    """
    ledger, live = Ledger(env, MODULE), sides.live(env)
    if ledger.read("done") or not sides.lives_here(env):
        return
    ledger.open()
    if not (ledger.read("rows") or {}).get("done"):
        _move_all_rows(env, ledger, live)
    # What follows stands or falls with the installation.
    _commit(env)
    taken_over.name(env, live)
    ledger.write("saved", taken_over.described(env, live))
    ledger.write("paths", old_app.give_paths(env))


def _move_all_rows(env, ledger, live):
    """Bring the rows over in batches, each of which is committed.

    The tables are made as Odoo would make them, so that it takes them for the module's own.
    """
    started = time.perf_counter()
    computed = sides.computed(env, live)
    tables = rows.tables(env, live, computed)
    frozen.freeze(env, live, computed, _tables_of_links(env), MODULE)
    state = ledger.read("rows") or {"made": _missing(env, tables)}
    ledger.write("rows", state)
    for table in tables:
        rows.make(env, table)
        if table.is_of_others:
            frozen.mirror(env, table, table.columns, MODULE, SQL("INSERT OR UPDATE"))
    _commit(env)
    for table in tables:
        _move_rows(env, ledger, table)
    ledger.write("rows", {**state, "done": True})
    _logger.info("rows came over in %.2f s", time.perf_counter() - started)


def _commit(env):
    """Keep what is done, so that the move goes on from here if the server is killed.

    Where the installation fails instead, everything is put back as it was before the move.
    """
    env.cr.commit()  # pylint: disable=invalid-commit

    @env.cr.postrollback.add
    def _put_back():
        with env.registry.cursor() as cr:
            own = env(cr=cr)
            give_up(own, Ledger(own, MODULE))


def _move_rows(env, ledger, table):
    """Bring one table over, from the row on to which it was brought before."""
    step = f"rows {table.source}"
    held = ledger.read(step) or {"to": 0, "written": 0}
    while (end := rows.next_end(env, table, held["to"])) is not None:
        batch = SQL("source.id > %s AND source.id <= %s", held["to"], end)
        written = rows.move(env, table, batch)
        held = {"to": end, "written": held["written"] + written}
        ledger.write(step, held)
        _commit(env)
        _logger.info("%s: rows up to %s are in %s", table.source, end, table.target)
    rows.go_on_counting(env, table)


def finish(env):
    """Bring over all that goes with the rows, compare, and switch the live app off.

    It stands or falls with the installation. Raises UserError where anything would be missing.
    """
    ledger = Ledger(env, MODULE)
    if ledger.read("rows") is None or ledger.read("done"):
        return
    started = time.perf_counter()
    env.flush_all()
    live = sides.live(env)
    tables = rows.tables(env, live, sides.computed(env, live))
    all_links = links.both_sides(env, live)
    taken_over.restore(env, live, tables, all_links, ledger.read("saved"))
    counts = compare.rows_of(env, tables)
    for one in all_links:
        links.move(env, one)
    counts += compare.links_of(env, all_links)
    moved = references.move(env, live, (MODULE, NAMESPACE))
    counts += compare.references(env, moved)
    actions = old_app.pairs(env, "ir.actions.act_window", "ir.actions.server", "ir.actions.report")
    rewritten, left = settings.move(env, live, actions, DEFAULTED)
    counts += [[what, count, count] for what, count in rewritten.items()]
    off = old_app.switch_off(env)
    for table in tables:
        if table.is_of_others:
            env.cr.execute(SQL("DROP TRIGGER moduler_mirror ON %s", SQL.identifier(table.source)))
            by_people = [column for column in table.columns if column.exact]
            frozen.mirror(env, table, by_people, MODULE, SQL("UPDATE"))
    ledger.write("done", {"counts": counts, "left": left, "off": off})
    env.invalidate_all(flush=False)
    env.registry.clear_all_caches()
    _logger.info("what goes with them came over in %.2f s", time.perf_counter() - started)
    for what, before, after in counts:
        _logger.info("%s: %s before, %s after", what, before, after)
    for sentence in left:
        _logger.warning("not rewritten: %s", sentence)


def _missing(env, tables):
    """Return what `rows.make` is going to make: (table, None) or (table, column)."""
    made = []
    for table in tables:
        if not table_exists(env.cr, table.target):
            made.append((table.target, None))
        else:
            made += [
                (table.target, column.target)
                for column in table.columns
                if not column_exists(env.cr, table.target, column.target)
            ]
    return made


def _tables_of_links(env):
    query = SQL(
        "SELECT model, name, relation_table FROM ir_model_fields"
        " WHERE ttype = 'many2many' AND store AND state = 'manual' AND model = ANY(%s)",
        list(FIELDS),
    )
    return [
        links.set_apart(env, model, name, table)
        for model, name, table in env.execute_query(query)
        if name in FIELDS[model] and table_exists(env.cr, table)
    ]
