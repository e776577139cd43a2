"""Bringing a module to life: one transaction, which ends as described or has not happened."""

from collections import defaultdict
from contextlib import suppress

import psycopg2

from itx_codegen.diff import Add, Change, Remove, Rename, diff
from itx_codegen.errors import CodegenError
from itx_codegen.ir import Layer
from itx_codegen.messages import text
from itx_codegen.plan import Plan
from itx_codegen.plan.stages import kinds_of

from .plan import build_in
from .read import in_code_names, open_session, read_live
from .registry import registered_kinds

_VERBS = {Add: "add", Remove: "remove", Rename: "rename", Change: "change"}


def run(module, document):
    """Bring a module (record) to life by its stored plan, or by one made now if it has none.

    `document` is what the module's records hold. Returns the plan that was carried out.
    Raises PlanRefusedError for a plan that is stale, blocked or unanswered, CodegenError where the
    result is not what was described. Whatever is raised, database and registry are as before.
    """
    session = open_session(module.env, document, module.version)
    base = in_code_names(session, session.before)
    if module.plan_data:
        plan = Plan.model_validate_json(module.plan_data)
    else:
        plan = build_in(session, document)
    plan.check(base, document)
    _transact(session, plan)
    return plan


class _TakenBackError(Exception):
    """All went well, and is to be taken back."""


def attempt(module, document):
    """Bring a module (record) to life and take it back: database and registry are as before.

    Whatever is lost on the way is accepted: it comes back. Raises as `run` does.
    """
    session = open_session(module.env, document, module.version)
    doomed = [planned.operation.uid for planned in build_in(session, document).unanswered()]
    plan = build_in(session, document, doomed)
    plan.check(in_code_names(session, session.before), document)
    with suppress(_TakenBackError):
        _transact(session, plan, stays=False)


def _transact(session, plan, stays=True):
    """Carry out a plan and read back; without `stays` raise _TakenBackError in the end.

    Whatever is raised, database and registry are as before.
    """
    env = session.env
    try:
        with env.cr.savepoint():
            _carry_out(session, plan)
            _verify(session)
            if not stays:
                raise _TakenBackError
    except Exception as error:
        # The savepoint took back the tables; the registry has to be told.
        env.invalidate_all(flush=False)
        env.registry._setup_models__(env.cr)
        if isinstance(error, (ValueError, LookupError, TypeError, AssertionError, psycopg2.Error)):
            # What Odoo's own set-up of models raises is meant for programmers.
            message = text("Odoo could not take the module: %(cause)s", cause=error)
            raise CodegenError(message) from error
        raise


def _carry_out(session, plan):
    operations = [planned.operation for planned in plan.operations]
    session.kept = {planned.operation.uid for planned in plan.operations if planned.kept}
    for kind in ("automation", "webhook", "field"):
        session.adapter(kind).set_aside(operations)
    for stage in plan.stages():
        for batch in stage.batches:
            plain = [o for o in batch if not (isinstance(o, Change) and o.order)]
            if plain:
                adapter = session.adapter(plain[0].kind)
                getattr(adapter, _VERBS[type(plain[0])])(plain)
        session.adapter("model").settle()
    for layer in Layer:
        for kind in kinds_of(layer):
            if kind in registered_kinds():
                session.adapter(kind).settle()
    _reorder(session, operations)
    session.note_version()
    session.env.flush_all()


def _reorder(session, operations):
    """Bring siblings of kinds with an order into it, where any of them was touched."""
    touched = {operation.kind for operation in operations}
    siblings = defaultdict(list)
    for uid, element in session.elements.items():
        if element.node.ordered and (
            element.node.kind in touched or session.elements[element.parent].node.kind in touched
        ):
            siblings[element.node.kind, element.parent].append(uid)
    for (kind, _parent), uids in siblings.items():
        session.adapter(kind).reorder(uids)


def _verify(session):
    """Raise CodegenError unless what lives now is what was described."""
    session.env.invalidate_all()
    left = diff(read_live(session), session.document)
    if left:
        raise CodegenError(
            text(
                "Odoo did not take the module as described; nothing was changed. It differs in: "
                "%(differences)s",
                differences="; ".join(operation.describe() for operation in left[:5]),
            )
        )
