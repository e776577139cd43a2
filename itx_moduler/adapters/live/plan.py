"""The plan for a module in this database. Building it changes nothing."""

from itx_codegen import plan

from ..records import read_document
from . import kinds  # noqa: F401  (registers the adapters)
from .facts import DatabaseFacts
from .read import in_code_names, open_session


def build(module):
    """Return the `itx_codegen.plan.Plan` that would bring a module (record) to life here."""
    document = read_document(module)
    # sudo: planning only reads, and who describes a module may see how its own elements live here;
    # what they are made of (access rights, schedules …) is otherwise the administrators' to read.
    session = open_session(module.env(su=True), document, module.version)
    return build_in(session, document, module.accepted_losses(), module.kept_columns())


def build_in(session, document, accepted=(), kept=()):
    """Return the plan for a document in an open session.

    `accepted` and `kept` hold the uids of elements whose data may be lost, or are to be put aside.
    """
    base = in_code_names(session, session.before)
    return plan.build(base, document, DatabaseFacts(session.env, base), accepted, kept)
