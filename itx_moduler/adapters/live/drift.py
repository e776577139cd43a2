"""What was changed in the database behind a module's back, and taking it in."""

from typing import NamedTuple

from itx_codegen.diff import Operation, diff
from itx_codegen.ir import Document
from itx_codegen.plan.drift import adopted

from ..records import read_document
from . import kinds  # noqa: F401  (registers the adapters)
from .read import in_code_names, open_session, read_live
from .session import Session


class Drift(NamedTuple):
    """Operations from what was applied to what lives now, with what they were found with."""

    operations: tuple[Operation, ...]
    current: Document
    session: Session


def find(module):
    """Return the Drift of a live version (record): changed, deleted and added by hand.

    What was added by hand counts where it stands on a model of the module.
    """
    session = open_session(module.env, read_document(module), module.version)
    current = in_code_names(session, read_live(session, with_strays=True))
    return Drift(diff(session.code, current), current, session)


def adopt(module):
    """Take what was changed by hand in; return (the document for a new version, what was left).

    Records that were added by hand are the module's own from then on.
    """
    drift = find(module)
    drift.session.own_strays(drift.current)
    return adopted(read_document(module), drift.current, drift.operations)
