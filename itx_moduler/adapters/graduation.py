"""Letting a live app become a coded module: the export, and what is left of the app afterwards."""

import importlib
import importlib.util

from odoo.tools import SQL, sql

from itx_codegen.graduate import graduating
from itx_codegen.publish import zip_bytes
from itx_codegen.render import render
from itx_codegen.validate import Owner

from . import documents
from .live import drift
from .live.world import owner

#: What people change in records like these comes over with the records.
_COMES_OVER = frozenset({"cron", "data", "translation"})


def zipped(module):
    """Return the bytes of the module as a ZIP that takes the live app over."""
    document = documents.read(module)
    return zip_bytes(graduating(render(document), document), document.module.name)


def changed_by_hand(module):
    """Return what people changed in the live app itself, and would not come over: a line each."""
    operations = [
        operation
        for operation in drift.find(module).operations
        if operation.op != "add" and operation.kind not in _COMES_OVER
    ]
    return documents.described(module.env, operations)


def package(module):
    """Return the package `graduation` of a module whose move was begun here; None if none was.

    Nothing of a module is imported before. The package is asked for `report(env)`,
    `leftovers(env)`, `remove(env)` and `take_back(env)`.
    """
    name = f"odoo.addons.{module.name}"
    if not _was_begun(module):
        return None
    if owner(module.name) is not Owner.US or importlib.util.find_spec(name) is None:
        return None
    if importlib.util.find_spec(f"{name}.graduation") is None:
        return None
    return importlib.import_module(f"{name}.graduation")


def _was_begun(module):
    """Tell whether the module that was exported has noted a move here."""
    if not sql.table_exists(module.env.cr, "moduler_graduation"):
        return False
    query = SQL("SELECT EXISTS (SELECT FROM moduler_graduation WHERE module = %s)", module.name)
    return module.env.execute_query(query)[0][0]


def forget(module):
    """Forget what the product knows of a live app that is gone."""
    env, domain = module.env, [("lineage", "=", module.uid)]
    bindings = env["itx.moduler.binding"]._unguarded().search(domain)
    translations = bindings.filtered(lambda one: one.res_model == "itx.moduler.live.translation")
    made = env["itx.moduler.live.translation"]._unguarded().browse(translations.mapped("res_id"))
    made.exists().unlink()
    bindings.unlink()
    env["itx.moduler.dropped.field"]._unguarded().search(domain).unlink()
