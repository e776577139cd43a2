"""Sentences of the engine in the language of the person who reads them."""

from odoo_data_flow.errors import InvalidFlow
from odoo_data_flow.messages import told


def translated(env, message):
    """Return a sentence in the language of `env`; one that is no Message comes back as it is.

    The templates stand in this addon's catalogues beside the addon's own terms.
    """
    return told(message, lambda term: env._(term))


def problem(env, found):
    """Return a Problem of the engine as {"path", "message"}."""
    return {"path": found.path, "message": translated(env, found.message)}


def error_text(env, error):
    """Return what a FlowError says: a line `path: sentence` for each of its problems."""
    problems = error.problems if isinstance(error, InvalidFlow) else (error.problem,)
    return problems_text(env, problems)


def problems_text(env, problems):
    """Return problems as lines `path: sentence`."""
    return "\n".join(str(one._replace(message=translated(env, one.message))) for one in problems)
