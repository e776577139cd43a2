"""The plan for a module in this database. Building it changes nothing."""

from itx_codegen import plan

from ..records import read_document
from . import kinds  # noqa: F401  (registers the adapters)
from .facts import DatabaseFacts
from .read import in_code_names, open_session


def build(module):
    """Return the `itx_codegen.plan.Plan` that would bring a module (record) to life here."""
    document = read_document(module)
    return _build(
        module.env, document, module.version, module.accepted_losses(), module.kept_columns()
    )


def build_for(env, document, version):
    """Return the plan that would bring a document to life, which no record needs to hold."""
    return _build(env, document, version)


def build_answered(module, accept, keep):
    """Return the plan for a module with one answer for all that it destroys.

    With `keep` the columns of fields are put aside, as are those that the plan kept before; with
    `accept` what else is destroyed may be lost.
    """
    document = read_document(module)
    plain = _build(module.env, document, module.version)
    doomed = plain.unanswered()
    kept = {item.operation.uid for item in doomed if keep and item.can_be_kept}
    accepted = {item.operation.uid for item in doomed if accept}
    return _build(module.env, document, module.version, accepted, kept.union(module.kept_columns()))


def _build(env, document, version, accepted=(), kept=()):
    # sudo: planning only reads, and who describes a module may see how its own elements live here;
    # what they are made of (access rights, schedules …) is otherwise the administrators' to read.
    session = open_session(env(su=True), document, version)
    return build_in(session, document, accepted, kept)


def build_in(session, document, accepted=(), kept=()):
    """Return the plan for a document in an open session.

    `accepted` and `kept` hold the uids of elements whose data may be lost, or are to be put aside.
    """
    base = in_code_names(session, session.before)
    return plan.build(base, document, DatabaseFacts(session.env, base), accepted, kept)
